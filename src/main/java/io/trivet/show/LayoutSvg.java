package io.trivet.show;

import io.trivet.kafka.MetadataMode;
import io.trivet.layout.Role;
import io.trivet.layout.Zone;
import io.trivet.plan.PlannedNode;
import io.trivet.problem.Words;
import io.trivet.process.Port;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The layout of a cluster as a picture: the bootstrap name on top, a column for each zone, the quorum as a strip across
 * them, and a card for each node. It needs no font, script or file beside it, and is readable on light and dark pages.
 *
 * <p><i>Units:</i> user units of SVG, pixels at the natural size. What all DNS names end in stands once, on top.
 */
public final class LayoutSvg {
    private static final int WIDTH = 1200;
    private static final int MARGIN = 32;
    private static final int GAP = 20;
    private static final int PAD = 16;
    private static final int TITLE = 92;
    private static final int BAR = 58;
    private static final int WIRE = 30;
    private static final int ZONE_HEAD = 50;
    private static final int CARD = 66;
    private static final int SMALL_CARD = 56;
    private static final int CARD_GAP = 10;
    private static final int STRIP_LABEL = 26;
    private static final int LEGEND_LINE = 24;

    /** Up to this many brokers in a zone stand one below the other; more stand in two columns. */
    private static final int ONE_COLUMN = 4;

    /** Up to this many brokers of a zone have a card; of more, the last card counts the rest. */
    private static final int CARDS = 20;

    private final Overview shown;
    private final StringBuilder svg = new StringBuilder();
    private final int column;
    private final List<Role> quorum;
    private final int quorumRows;
    private final int brokerRows;
    private final boolean small;

    private LayoutSvg(Overview shown) {
        this.shown = shown;
        int zones = Math.max(1, shown.layout().zones().size());
        this.column = (WIDTH - 2 * MARGIN - (zones - 1) * GAP) / zones;
        this.quorum = shown.roles().stream().filter(Role::isVoter).toList();
        this.quorumRows = quorum.stream().mapToInt(this::most).sum();
        int brokers = shown.roles().stream()
                .filter(role -> !quorum.contains(role))
                .mapToInt(this::most)
                .sum();
        this.small = brokers > ONE_COLUMN;
        this.brokerRows = small ? (Math.min(brokers, CARDS) + 1) / 2 : brokers;
    }

    /** The text of {@code trivet show --format svg}. */
    public static String of(Overview shown) {
        return new LayoutSvg(shown).draw();
    }

    private int most(Role role) {
        return shown.layout().zones().stream()
                .mapToInt(zone -> shown.nodes(zone, role).size())
                .max()
                .orElse(0);
    }

    private String draw() {
        int barTop = TITLE;
        int zonesTop = barTop + BAR + WIRE;
        int stripTop = zonesTop + ZONE_HEAD;
        int stripHeight = quorumRows == 0 ? 0 : STRIP_LABEL + quorumRows * (CARD + CARD_GAP) + 2;
        int brokersTop = stripTop + stripHeight + (quorumRows == 0 ? 0 : PAD);
        int cardHeight = small ? SMALL_CARD : CARD;
        int zonesBottom =
                brokerRows == 0 ? brokersTop : brokersTop + brokerRows * (cardHeight + CARD_GAP) - CARD_GAP + PAD;
        int legendTop = zonesBottom + 22;
        int height = legendTop + shown.roles().size() * LEGEND_LINE + 14;

        head(height);
        title();
        bar(barTop);
        for (Zone zone : shown.layout().zones()) {
            int x = x(zone);
            int middle = x + column / 2;
            line("wire", middle, barTop + BAR, middle, zonesTop - 7);
            svg.append("<path class=\"tip\" d=\"M")
                    .append(middle - 5)
                    .append(' ')
                    .append(zonesTop - 8)
                    .append("h10l-5 7z\"/>\n");
            box("zone", x, zonesTop, column, zonesBottom - zonesTop, 14);
            text("zone-name", x + PAD, zonesTop + 31, zone.name(), column * 55 / 100, 17);
            textEnd("small mono", x + column - PAD, zonesTop + 31, zone.subnet().toString());
        }
        if (quorumRows > 0) {
            box("strip", MARGIN + 6, stripTop, WIDTH - 2 * MARGIN - 12, stripHeight, 10);
            text("strip-name", MARGIN + PAD, stripTop + 18, quorumName(), WIDTH - 4 * MARGIN, 12);
        }
        for (Zone zone : shown.layout().zones()) {
            int y = stripTop + STRIP_LABEL;
            for (Role role : quorum) {
                for (PlannedNode node : shown.nodes(zone, role)) {
                    card(node, x(zone) + PAD, y, column - 2 * PAD);
                    y += CARD + CARD_GAP;
                }
            }
            List<PlannedNode> others = shown.brokers(zone).stream()
                    .filter(node -> !quorum.contains(node.node().role()))
                    .toList();
            List<PlannedNode> workers = new ArrayList<>(shown.nodes(zone, Role.CONNECT));
            workers.addAll(shown.nodes(zone, Role.MIRROR));
            others(others, workers, x(zone) + PAD, brokersTop);
        }
        legend(legendTop);
        return svg.append("</svg>\n").toString();
    }

    private int x(Zone zone) {
        return MARGIN + zone.index() * (column + GAP);
    }

    private void head(int height) {
        String description = Words.count(shown.plan().nodes().size(), "node") + " in "
                + Words.list(shown.layout().zones().stream().map(Zone::name).toList()) + "; clients connect to "
                + shown.bootstrap();
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"")
                .append(WIDTH)
                .append("\" height=\"")
                .append(height)
                .append("\" viewBox=\"0 0 ")
                .append(WIDTH)
                .append(' ')
                .append(height)
                .append("\" role=\"img\" aria-labelledby=\"title description\">\n");
        svg.append("<title id=\"title\">")
                .append(escaped("Layout of " + shown.layout().cluster() + " in "
                        + shown.plan().environment()))
                .append("</title>\n<desc id=\"description\">")
                .append(escaped(description))
                .append("</desc>\n");
        svg.append("<style>\n").append(STYLE);
        if (quorum.contains(Role.COMBINED)) {
            svg.append(STYLE_OF_COMBINED);
        }
        if (shown.roles().contains(Role.CONNECT)) {
            svg.append(STYLE_OF_CONNECT);
        }
        if (shown.roles().contains(Role.MIRROR)) {
            svg.append(STYLE_OF_MIRROR);
        }
        svg.append("</style>\n");
        box("page", 0, 0, WIDTH, height, 16);
    }

    private void title() {
        text("cluster", MARGIN, 48, shown.layout().cluster(), WIDTH / 2 - MARGIN, 28);
        List<String> facts = new ArrayList<>();
        facts.add(shown.plan().environment());
        if (!shown.region().isEmpty()) {
            facts.add(shown.region());
        }
        facts.add("Kafka " + shown.kafka());
        facts.add("metadata in " + shown.metadata());
        text("quiet", MARGIN, 72, String.join("  ·  ", facts), WIDTH / 2, 14);
        textEnd("quiet", WIDTH - MARGIN, 48, counts());
        textEnd("small mono", WIDTH - MARGIN, 72, "cluster id " + shown.layout().clusterId());
    }

    private String counts() {
        return shown.roles().stream()
                .map(role -> Words.count(shown.layout().nodes(role).size(), role.noun()))
                .collect(Collectors.joining("  ·  "));
    }

    private String quorumName() {
        int voters = shown.layout().voters().size();
        String name = quorum.stream().anyMatch(role -> role.votesOn(MetadataMode.ZOOKEEPER))
                ? "ZOOKEEPER ENSEMBLE"
                : "KRAFT QUORUM";
        return name + ": " + (voters / 2 + 1) + " OF " + voters + " MUST AGREE";
    }

    private void bar(int top) {
        box("bar", MARGIN, top, WIDTH - 2 * MARGIN, BAR, 12);
        text("bar-label", MARGIN + PAD + 2, top + 22, "CLIENTS CONNECT TO", 300, 11);
        text("bar-name mono", MARGIN + PAD + 2, top + 44, shown.bootstrap(), WIDTH - 2 * MARGIN - 2 * PAD - 250, 17);
        textEnd("bar-label", WIDTH - MARGIN - PAD - 2, top + 22, "ONE DNS NAME");
        textEnd(
                "bar-side",
                WIDTH - MARGIN - PAD - 2,
                top + 44,
                "resolves to " + Words.count(shown.layout().brokers().size(), "broker"));
    }

    /** The brokers of a zone and below them its workers, of which none is left out. */
    private void others(List<PlannedNode> brokers, List<PlannedNode> workers, int left, int top) {
        int width = column - 2 * PAD;
        if (!small) {
            List<PlannedNode> nodes = new ArrayList<>(brokers);
            nodes.addAll(workers);
            for (int i = 0; i < nodes.size(); i++) {
                card(nodes.get(i), left, top + i * (CARD + CARD_GAP), width);
            }
            return;
        }
        int half = (width - CARD_GAP) / 2;
        int room = Math.max(1, CARDS - workers.size());
        int cards = brokers.size() > room ? room - 1 : brokers.size();
        int place = 0;
        for (PlannedNode broker : brokers.subList(0, cards)) {
            smallCard(broker, left + place % 2 * (half + CARD_GAP), smallTop(top, place), half);
            place++;
        }
        if (cards < brokers.size()) {
            int x = left + place % 2 * (half + CARD_GAP);
            int y = smallTop(top, place);
            box("card more", x, y, half, SMALL_CARD, 8);
            text("node", x + 14, y + 24, (brokers.size() - cards) + " more", half - 20, 14);
            text(
                    "small",
                    x + 14,
                    y + 43,
                    "up to " + brokers.get(brokers.size() - 1).node().name(),
                    half - 20,
                    12);
            place++;
        }
        for (PlannedNode worker : workers) {
            smallCard(worker, left + place % 2 * (half + CARD_GAP), smallTop(top, place), half);
            place++;
        }
    }

    private static int smallTop(int top, int place) {
        return top + place / 2 * (SMALL_CARD + CARD_GAP);
    }

    /** Name and id, address, and the ports as pills on the right. */
    private void card(PlannedNode planned, int x, int y, int width) {
        String role = planned.node().role().word();
        open(planned);
        box("card", x, y, width, CARD, 9);
        box(role, x, y, 5, CARD, 2.5);
        text("node", x + 18, y + 26, planned.node().name(), width / 2 - 20, 16);
        textEnd("small", x + width - 14, y + 25, "id " + planned.node().id());
        text("address mono", x + 18, y + 49, planned.node().address().toString(), width / 2 - 20, 13);
        int right = x + width - 12;
        List<Port> ports = Overview.ports(planned);
        for (int i = ports.size() - 1; i >= 0; i--) {
            String number = String.valueOf(ports.get(i).number());
            int pill = 10 + number.length() * 7;
            box(role + "-soft", right - pill, y + 36, pill, 18, 9);
            svg.append("<text class=\"port mono\" text-anchor=\"middle\" x=\"")
                    .append(right - pill / 2.0)
                    .append("\" y=\"")
                    .append(y + 49)
                    .append("\">")
                    .append(number)
                    .append("</text>\n");
            right -= pill + 4;
        }
        svg.append("</g>\n");
    }

    /** Name and address only: the legend has the ports. */
    private void smallCard(PlannedNode planned, int x, int y, int width) {
        open(planned);
        box("card", x, y, width, SMALL_CARD, 8);
        box(planned.node().role().word(), x, y, 4, SMALL_CARD, 2);
        text("node", x + 14, y + 24, planned.node().name(), width - 20, 14);
        text("address mono", x + 14, y + 43, planned.node().address().toString(), width - 20, 12);
        svg.append("</g>\n");
    }

    private void open(PlannedNode planned) {
        svg.append("<g><title>").append(escaped(planned.node().dnsName())).append("</title>\n");
    }

    private void legend(int top) {
        int y = top + 8;
        for (Role role : shown.roles()) {
            box(role.word(), MARGIN, y - 9, 12, 12, 3);
            text("legend", MARGIN + 22, y + 1, role.noun(), 160, 13);
            String ports = Overview.ports(shown.plan().nodes(role).get(0)).stream()
                    .map(port -> port.number() + " " + port.name())
                    .collect(Collectors.joining("  ·  "));
            text("small", MARGIN + 160, y + 1, ports, 560, 12);
            y += LEGEND_LINE;
        }
        textEnd("small", WIDTH - MARGIN, top + 9, "DNS names end in");
        String domain = fitted(shown.layout().names().name(""), 520, 13, 0.62);
        textEnd("address mono", WIDTH - MARGIN, top + 9 + LEGEND_LINE, domain);
    }

    private void box(String style, double x, double y, double width, double height, double radius) {
        svg.append("<rect class=\"")
                .append(style)
                .append("\" x=\"")
                .append(number(x))
                .append("\" y=\"")
                .append(number(y))
                .append("\" width=\"")
                .append(number(width))
                .append("\" height=\"")
                .append(number(height))
                .append("\" rx=\"")
                .append(number(radius))
                .append("\"/>\n");
    }

    private void line(String style, int x1, int y1, int x2, int y2) {
        svg.append("<path class=\"")
                .append(style)
                .append("\" d=\"M")
                .append(x1)
                .append(' ')
                .append(y1)
                .append('L')
                .append(x2)
                .append(' ')
                .append(y2)
                .append("\"/>\n");
    }

    private void text(String style, int x, int y, String text, int width, int size) {
        double em = style.contains("mono") ? 0.62 : 0.56;
        svg.append("<text class=\"")
                .append(style)
                .append("\" x=\"")
                .append(x)
                .append("\" y=\"")
                .append(y)
                .append("\">")
                .append(escaped(fitted(text, width, size, em)))
                .append("</text>\n");
    }

    private void textEnd(String style, int x, int y, String text) {
        svg.append("<text class=\"")
                .append(style)
                .append("\" text-anchor=\"end\" x=\"")
                .append(x)
                .append("\" y=\"")
                .append(y)
                .append("\">")
                .append(escaped(text))
                .append("</text>\n");
    }

    /** The text with its middle left out where it would be wider than {@code width}; a character is {@code em} wide. */
    private static String fitted(String text, int width, int size, double em) {
        int room = (int) (width / (size * em));
        if (text.length() <= room) {
            return text;
        }
        int tail = room / 2;
        return text.substring(0, room - tail - 1) + "…" + text.substring(text.length() - tail);
    }

    private static String number(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static final String STYLE = """
            text { font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; fill: #1e293b; }
            .mono { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; }
            .page { fill: #f8fafc; }
            .cluster { font-size: 28px; font-weight: 700; }
            .quiet { font-size: 14px; fill: #475569; }
            .small { font-size: 12px; fill: #64748b; }
            .bar { fill: #1e293b; }
            .bar-label { font-size: 11px; font-weight: 600; letter-spacing: .8px; fill: #94a3b8; }
            .bar-name { font-size: 17px; font-weight: 600; fill: #f8fafc; }
            .bar-side { font-size: 14px; fill: #e2e8f0; }
            .wire { stroke: #94a3b8; stroke-width: 2; fill: none; }
            .tip { fill: #94a3b8; }
            .zone { fill: #eef2f7; stroke: #cbd5e1; }
            .zone-name { font-size: 17px; font-weight: 700; }
            .strip { fill: none; stroke: #94a3b8; stroke-dasharray: 5 4; }
            .strip-name { font-size: 11px; font-weight: 600; letter-spacing: .8px; fill: #475569; }
            .card { fill: #ffffff; stroke: #d5dde8; }
            .more { stroke-dasharray: 4 4; }
            .node { font-size: 15px; font-weight: 650; }
            .address { font-size: 13px; fill: #334155; }
            .port { font-size: 11px; fill: #334155; }
            .legend { font-size: 13px; font-weight: 600; }
            .zookeeper { fill: #0d9488; } .zookeeper-soft { fill: #d3f1ec; }
            .controller { fill: #7c3aed; } .controller-soft { fill: #ece3fd; }
            .broker { fill: #2563eb; } .broker-soft { fill: #dfe9fd; }
            @media (prefers-color-scheme: dark) {
              text { fill: #e6edf3; }
              .page { fill: #0d1117; }
              .quiet, .strip-name, .address, .port { fill: #c0cad6; }
              .small { fill: #94a3b8; }
              .bar { fill: #253348; }
              .zone { fill: #151c26; stroke: #303b49; }
              .strip { stroke: #56647a; }
              .card { fill: #1f2937; stroke: #3a4657; }
              .zookeeper { fill: #2dd4bf; } .zookeeper-soft { fill: #134e4a; }
              .controller { fill: #a78bfa; } .controller-soft { fill: #43318a; }
              .broker { fill: #60a5fa; } .broker-soft { fill: #1e3a6e; }
            }
            """;

    private static final String STYLE_OF_CONNECT = """
            .connect { fill: #d97706; } .connect-soft { fill: #fdecd2; }
            @media (prefers-color-scheme: dark) {
              .connect { fill: #fbbf24; } .connect-soft { fill: #713f12; }
            }
            """;
    private static final String STYLE_OF_MIRROR = """
            .mirror { fill: #be185d; } .mirror-soft { fill: #fbe0ea; }
            @media (prefers-color-scheme: dark) {
              .mirror { fill: #f472b6; } .mirror-soft { fill: #831843; }
            }
            """;
    private static final String STYLE_OF_COMBINED = """
            .combined { fill: #4f46e5; } .combined-soft { fill: #e4e4fd; }
            @media (prefers-color-scheme: dark) {
              .combined { fill: #818cf8; } .combined-soft { fill: #312e81; }
            }
            """;
}

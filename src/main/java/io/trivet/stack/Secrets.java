package io.trivet.stack;

import io.trivet.kafka.Catalogue;
import io.trivet.kafka.KafkaVersion;
import io.trivet.kafka.SecretName;
import io.trivet.kafka.Setting;
import io.trivet.kafka.SettingType;
import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Secrets that were written into a description by mistake. What looks like one is named by its place and kind, and its
 * text gets no further than here: not into a problem, a plan, or the difference between two.
 *
 * <p>Fails: {@code secret-in-description}.
 */
final class Secrets {
    /** Id of the problem with a secret, whose description is read no further. */
    static final String ID = "secret-in-description";

    /** What stands in a plan for the value of a setting that is a secret. */
    static final String HIDDEN = Connector.HIDDEN;

    /** Where a secret is expected elsewhere, so that one may have been written here; each with all beneath it. */
    private static final List<String> PLACES = List.of("external.credentials", "external.ca", "msk.scram");

    private static final String USERS = "msk.scram.secrets";

    /** Rules of its own say what is wrong with it, and never show it. */
    private static final String REFERENCE = "external.credentials.secret";

    private static final Pattern USER = Pattern.compile("://[^/?#\\s]*@");
    private static final Pattern KEY = Pattern.compile("-----BEGIN [A-Z0-9 ]+-----");
    private static final Pattern PASSWORD =
            Pattern.compile("(?i)passw(or)?d[\"']?\\s*[=:]\\s*[\"']?(?!\\$\\{)[^\\s\"']");

    /** What services write before their keys: AWS, Aiven, GitHub, Slack, and a JSON web token. */
    private static final Pattern TOKEN =
            Pattern.compile("\\b((AKIA|ASIA)[0-9A-Z]{16}\\b|AVNS_\\w{8,}|gh[pousr]_\\w{20,}"
                    + "|xox[abprs]-\\w{8,}|eyJ[A-Za-z0-9_-]{8,}\\.eyJ[A-Za-z0-9_-]{8,})");

    private static final Pattern RANDOM = Pattern.compile("(?=.*[A-Z])(?=.*[a-z])(?=.*[0-9])[A-Za-z0-9/+=]{40,}");

    /** It may have letters of both sizes. */
    private static final Pattern CHECKSUM = Pattern.compile("[0-9A-Fa-f]*");

    /** What names a secret of Amazon MSK; what else stands in its place may be the secret itself. */
    private static final Pattern NAMED = Pattern.compile("arn:aws[a-z-]*:secretsmanager:[^\\s]*:secret:[^\\s:]*");

    /** A setting of one listener is that of all behind this. */
    private static final Pattern LISTENER = Pattern.compile("listener\\.name\\.[^.]+\\.(plain\\.|scram-[^.]+\\.)?");

    /** {@code ${env:PASSWORD}} says where the secret is. */
    private static final Pattern PROVIDED = Pattern.compile("\\$\\{[A-Za-z0-9_-]+:[^}]*}");

    /** Of connectors a rule refuses them, since Connect has a way to say where they are. */
    private static final Pattern CONNECTOR = Pattern.compile("connect\\.connectors\\..+\\.settings");

    /** Endings of names of what says where a secret is, or what reads it: {@code s3.credentials.provider.class}. */
    private static final Pattern WHERE =
            Pattern.compile("(?i)[._](class|source|provider|providers|path|file|location|type|arn|enabled?)$");

    /** A login that is written around a secret that stands elsewhere. */
    private static final Pattern AROUND = Pattern.compile("(?i)jaas\\.config$");

    /** Where options of a JVM stand. */
    private static final Pattern OPTION = Pattern.compile("(^|\\.)jvmOptions(\\[\\d+])?$");

    private final Consumer<Problem> problems;

    Secrets(Consumer<Problem> problems) {
        this.problems = problems;
    }

    /** Whether what stands at a path may be a secret, so that it must not be shown. */
    static boolean mayStandAt(String path) {
        return PLACES.stream()
                .anyMatch(place -> path.equals(place) || path.startsWith(place + ".") || path.startsWith(place + "["));
    }

    /** Says where secrets stand; whether there are none. */
    boolean check(Tree tree, String path) {
        boolean none = true;
        if (tree instanceof Tree.Items items) {
            for (int i = 0; i < items.list().size(); i++) {
                none &= check(items.list().get(i), path + "[" + i + "]");
            }
        } else if (tree instanceof Tree.Fields fields) {
            for (Map.Entry<String, Tree.Field> field : fields.map().entrySet()) {
                Optional<String> named = kind(field.getKey());
                if (field.getKey().equals("secure")) {
                    none = refuse(field.getValue().key(), path, "an encrypted value");
                } else if (named.isPresent()) {
                    none = refuse(field.getValue().key(), path, "a key that is " + named.get());
                } else {
                    none &= check(field.getValue().value(), Places.join(path, field.getKey()));
                }
            }
        } else if (tree instanceof Tree.Leaf leaf && !leaf.isNull() && !path.equals(REFERENCE)) {
            Optional<String> kind = kind(leaf.text()).or(() -> ofProperty(path, leaf.text()));
            none = kind.isEmpty() || refuse(leaf.place(), path, kind.get());
        }
        return none;
    }

    /** Whether a text looks like a secret. */
    static boolean isLikely(String text) {
        return kind(text).isPresent();
    }

    /** A system property with the name of a secret; a path says where one is. */
    private static Optional<String> ofProperty(String path, String text) {
        int end = text.indexOf('=');
        boolean secret = OPTION.matcher(path).find()
                && text.startsWith("-D")
                && end > 0
                && end < text.length() - 1
                && text.charAt(end + 1) != '/'
                && SecretName.is(text.substring(0, end));
        return secret ? Optional.of("a system property with a secret") : Optional.empty();
    }

    /** What kind of secret a text looks like; empty for one that does not. */
    private static Optional<String> kind(String whole) {
        // What is longer is refused, and no more than its beginning is shown.
        String text = whole.length() <= OneLine.LONGEST ? whole : whole.substring(0, OneLine.LONGEST);
        if (USER.matcher(text).find()) {
            return Optional.of("an address with a user in it");
        }
        if (KEY.matcher(text).find()) {
            return Optional.of("the text of a key or certificate");
        }
        if (PASSWORD.matcher(text).find()) {
            return Optional.of("a text with a password in it");
        }
        boolean random =
                RANDOM.matcher(text).matches() && !CHECKSUM.matcher(text).matches();
        return random || TOKEN.matcher(text).find() ? Optional.of("a text that looks like a key") : Optional.empty();
    }

    private boolean refuse(Place place, String path, String found) {
        problems.accept(Problem.error(ID, new Place(place.file(), place.line(), place.column(), path), found)
                .must("not hold a secret: whatever is described is shown in previews")
                .mend("remove it; describe where the secret lives instead"));
        return false;
    }

    /**
     * The same with {@link #HIDDEN} for the value of each setting that is a secret. Rules refuse those that Kafka
     * knows; of others, which a platform might hand on, it is said here.
     */
    Tree.Fields hidden(Tree.Fields fields, String path) {
        Map<String, Tree.Field> shown = new LinkedHashMap<>();
        fields.map().forEach((key, field) -> {
            String inner = Places.join(path, key);
            Tree value = field.value();
            if (value instanceof Tree.Fields below) {
                value = hidden(below, inner);
            } else if (value instanceof Tree.Items items && inner.equals(USERS)) {
                value = new Tree.Items(
                        items.place(), items.list().stream().map(Secrets::named).toList());
            } else if (value instanceof Tree.Leaf leaf && isSetting(path) && isSecret(path, key, leaf)) {
                value = new Tree.Leaf(leaf.place(), HIDDEN, false);
                if (known(key).isEmpty() && !CONNECTOR.matcher(path).matches()) {
                    refuse(field.key(), inner, "a secret");
                }
            }
            shown.put(key, new Tree.Field(field.key(), value));
        });
        return new Tree.Fields(fields.place(), shown);
    }

    private static Tree named(Tree item) {
        return item instanceof Tree.Leaf leaf && !NAMED.matcher(leaf.text()).matches()
                ? new Tree.Leaf(leaf.place(), HIDDEN, false)
                : item;
    }

    private static boolean isSetting(String path) {
        return path.equals("settings") || path.endsWith(".settings");
    }

    private static boolean isSecret(String path, String key, Tree.Leaf leaf) {
        if (CONNECTOR.matcher(path).matches()) {
            return !leaf.isNull() && isSecretOfConnector(key, leaf.text());
        }
        if (leaf.isNull() || PROVIDED.matcher(leaf.text()).matches() || !SecretName.is(key)) {
            return false;
        }
        List<SettingType> types = known(key);
        return types.isEmpty() || types.contains(SettingType.PASSWORD);
    }

    private static boolean isSecretOfConnector(String key, String text) {
        boolean elsewhere = PROVIDED.matcher(text).matches()
                || AROUND.matcher(key).find() && PROVIDED.matcher(text).find();
        return SecretName.is(key) && !WHERE.matcher(key).find() && !elsewhere;
    }

    /** The types of a setting of brokers of that name, in the versions that have it. */
    private static List<SettingType> known(String key) {
        String name = LISTENER.matcher(key).replaceFirst("");
        List<SettingType> types = new ArrayList<>();
        for (KafkaVersion version : KafkaVersion.values()) {
            Catalogue.of(version).broker(name).map(Setting::type).ifPresent(types::add);
        }
        return types;
    }
}

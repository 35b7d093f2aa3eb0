package io.trivet.rule;

import io.trivet.platform.Subject;
import io.trivet.stack.Cidr;
import io.trivet.stack.ClientSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where clients may come from, besides the security group of clients. */
final class ClientRules {
    /** The largest block that is free for private use is a /8; source: RFC 1918. */
    private static final int LARGEST_PRIVATE = 8;

    private ClientRules() {}

    static void check(Subject subject, List<ClientSource> clients) {
        Map<String, ClientSource> earlier = new LinkedHashMap<>();
        for (int i = 0; i < clients.size(); i++) {
            String path = "network.clients[" + i + "]";
            ClientSource client = clients.get(i);
            if (earlier.containsValue(client)) {
                subject.error(CommonRule.CLIENT_TWICE, path, client + " a second time")
                        .must("be written once: AWS refuses a rule that is there already")
                        .mend("remove it");
            } else if (client instanceof ClientSource.Block block) {
                block(subject, path, block.cidr(), earlier);
            }
            earlier.put(path, client);
        }
    }

    private static void block(Subject subject, String path, Cidr block, Map<String, ClientSource> earlier) {
        if (block.prefix() < LARGEST_PRIVATE) {
            subject.errorInProduction(CommonRule.CLIENT_ANYONE, path, block.toString())
                    .must("be a network of yours, /8 or smaller: this lets in most of all addresses")
                    .mend("write the blocks of the networks that your clients are in, as 10.80.0.0/16");
        } else if (!block.isAligned()) {
            subject.error(CommonRule.CLIENT_BLOCK, path, block.toString())
                    .must("begin at the first address of its block: AWS refuses bits beyond the prefix")
                    .mend("write " + block.aligned());
        } else {
            overlap(subject, path, block, earlier);
        }
    }

    private static void overlap(Subject subject, String path, Cidr block, Map<String, ClientSource> earlier) {
        earlier.entrySet().stream()
                .filter(other -> other.getValue() instanceof ClientSource.Block one
                        && one.cidr().overlaps(block))
                .findFirst()
                .ifPresent(other -> subject.warning(
                                CommonRule.CLIENT_TWICE,
                                path,
                                block + ", which overlaps " + other.getValue() + " at " + other.getKey())
                        .must("be apart from the others: one of the two lets in nothing that the other does not")
                        .mend("keep the larger one"));
    }
}

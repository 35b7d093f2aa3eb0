package io.trivet.plan;

import io.trivet.layout.Role;
import io.trivet.platform.Ec2Platform;
import io.trivet.process.KafkaSecurity;
import io.trivet.process.Mirrored;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Who signs the certificates of a node and whose certificates it lets in, by names that its agent knows:
 * {@code AUTHORITY}, {@code TRUSTS} beside that, and on a node of mirrors {@code SOURCES}, the clusters with security
 * that it copies from. What they say is no setting of a server, but one that runs has read it at its start.
 */
public final class CertificateFacts {
    private CertificateFacts() {}

    /** Those of the nodes of a role; none where servers speak plain text. */
    public static SortedMap<String, String> of(Ec2Platform platform, Role role) {
        SortedMap<String, String> facts = new TreeMap<>();
        platform.security().ifPresent(security -> {
            facts.put("AUTHORITY", security.authority());
            security.trusts()
                    .filter(trusts -> !trusts.isEmpty())
                    .ifPresent(trusts -> facts.put("TRUSTS", String.join(",", trusts)));
        });
        String sources = role.equals(Role.MIRROR) ? sources(platform.mirrored()) : "";
        if (!sources.isEmpty()) {
            facts.put("SOURCES", sources);
        }
        return facts;
    }

    /** Each with the subject of the certificate for it, and its authorities. */
    private static String sources(List<Mirrored> mirrored) {
        return mirrored.stream()
                .flatMap(source -> source.login().stream()
                        .map(login -> source.name() + "=/" + KafkaSecurity.subject(login.user()) + "@"
                                + String.join("+", login.authorities())))
                .collect(Collectors.joining(","));
    }
}

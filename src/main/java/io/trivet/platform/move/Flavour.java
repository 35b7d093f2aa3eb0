package io.trivet.platform.move;

import io.trivet.kafka.Catalogue;
import io.trivet.kafka.KafkaVersion;
import io.trivet.kafka.MetadataMode;
import io.trivet.platform.move.Losses.Misfit;
import io.trivet.platform.msk.MskRefusal;
import io.trivet.platform.msk.MskSettings;
import io.trivet.platform.msk.MskVersion;
import io.trivet.stack.MskType;
import io.trivet.stack.OnEc2;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The flavour of MSK that a cluster moves to, with the line of versions that is nearest to its own.
 *
 * @param line empty on a serverless cluster
 * @param kafka all of Kafka in the line
 * @param taken what the flavour takes of it
 */
record Flavour(MskType type, Optional<MskVersion> line, MetadataMode mode, Catalogue kafka, Catalogue taken) {
    static Flavour of(OnEc2.Kafka described, MskType type) {
        Optional<MskVersion> line =
                type.provisioned() ? Optional.of(nearest(described.version(), type)) : Optional.empty();
        MetadataMode mode = line.map(version -> version.modes(type))
                .map(modes -> modes.contains(described.mode()) ? described.mode() : modes.get(0))
                .orElse(MetadataMode.KRAFT);
        Catalogue kafka = Catalogue.of(line.map(MskVersion::kafka).orElse(KafkaVersion.V3_9_2));
        return new Flavour(type, line, mode, kafka, MskSettings.catalogue(kafka, type, mode));
    }

    /** The newest line that can be created and is not newer; the oldest where all are. */
    private static MskVersion nearest(String described, MskType type) {
        List<MskVersion> created = List.of(MskVersion.values()).stream()
                .filter(version -> !version.modes(type).isEmpty())
                .toList();
        return created.stream()
                .filter(version -> number(version.text()) <= number(described))
                .reduce((older, newer) -> newer)
                .orElse(created.get(0));
    }

    /** Versions by their first two parts: 3.9.2 is 3009. */
    private static int number(String version) {
        String[] parts = version.split("\\.", -1);
        return parts.length < 2 || !(parts[0] + parts[1]).matches("\\d{1,6}")
                ? 0
                : Integer.parseInt(parts[0]) * 1000 + Integer.parseInt(parts[1]);
    }

    String title() {
        return type.title();
    }

    boolean provisioned() {
        return type.provisioned();
    }

    /** Why it does not take a setting of brokers. */
    Optional<Misfit> broker(String key, String value) {
        return MskRefusal.ofBroker(type, kafka, mode, key, value)
                .map(Flavour::refused)
                .or(() -> Misfit.of(
                        taken.broker(key).filter(setting -> !key.equals(MskSettings.CUSTOM_LISTENERS)),
                        value,
                        "On " + title() + " it",
                        new Misfit(title() + " knows no such setting.")));
    }

    Optional<Misfit> topic(String key, String value) {
        return MskRefusal.ofTopic(type, kafka, mode, key)
                .map(Flavour::refused)
                .or(() -> Misfit.of(
                        taken.topic(key),
                        value,
                        "On " + title() + " it",
                        new Misfit("Topics of " + title() + " know no such setting.")))
                .or(() -> key.equals("remote.storage.enable") && value.equals("true")
                        ? Optional.of(new Misfit(
                                "It needs msk.storage.tiered here.", "add storage: {tiered: true} under msk first"))
                        : Optional.empty());
    }

    /** As a sentence, and without the word that stands before the mend here. */
    private static Misfit refused(MskRefusal refusal) {
        String reason = refusal.reason();
        return new Misfit(
                reason.substring(0, 1).toUpperCase(Locale.ROOT) + reason.substring(1) + ".",
                refusal.mend().replaceFirst(" instead$", ""));
    }
}

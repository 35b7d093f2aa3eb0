package io.trivet.edge.account;

import io.trivet.edge.account.Wanted.Fleet;
import io.trivet.layout.Machine;
import io.trivet.problem.Problem;
import io.trivet.problem.Words;
import io.trivet.stack.Description;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;

/** Whether the region and its zones are open to the account, offer the machines, and have what these boot from. */
record Offers(Account account, Wanted wanted, Description<?> description) {
    private static final String CLOSED = "not-opted-in";
    private static final String AVAILABLE = "available";

    List<Question> questions() {
        List<Question> questions = new ArrayList<>();
        questions.add(new Question("zones of " + wanted.region(), this::zones));
        for (Fleet fleet : wanted.fleets()) {
            questions.add(new Question("zones that offer " + fleet.instance(), () -> offered(fleet)));
            fleet.image().ifPresent(image -> questions.add(new Question(image.name(), () -> image(fleet, image))));
        }
        wanted.version()
                .ifPresent(version ->
                        questions.add(new Question("Kafka " + version + " of Amazon MSK", () -> version(version))));
        return questions;
    }

    /** Whether the region is open to the account: one that is not answers nothing else. */
    Question region() {
        return new Question("region " + wanted.region(), this::closed);
    }

    private List<Problem> closed() throws Unanswered {
        Optional<String> status = account.region();
        if (status.isPresent() && !status.get().equals(CLOSED)) {
            return List.of();
        }
        return List.of(Problem.error(
                        "account-region",
                        description.places().at("zones"),
                        wanted.region() + ", "
                                + (status.isEmpty() ? "which AWS does not know" : "which is not enabled"))
                .must("be a region that the account has enabled")
                .mend("enable it (aws account enable-region --region-name " + wanted.region()
                        + "), or choose another"));
    }

    private List<Problem> zones() throws Unanswered {
        SortedMap<String, String> zones = account.zones();
        List<Problem> problems = new ArrayList<>();
        for (String zone : wanted.zones()) {
            if (!AVAILABLE.equals(zones.get(zone))) {
                problems.add(Problem.error(
                                "account-zone",
                                description.places().at("zones"),
                                zone + ", which "
                                        + (zones.containsKey(zone) ? "is " + zones.get(zone) : "the account has not"))
                        .must("be available to the account")
                        .mend("choose from " + Words.list(List.copyOf(zones.keySet()))
                                + ", before the first deployment"));
            }
        }
        return problems;
    }

    private List<Problem> offered(Fleet fleet) throws Unanswered {
        SortedSet<String> offers = account.offers(fleet.instance());
        List<String> without =
                fleet.zones().stream().filter(zone -> !offers.contains(zone)).toList();
        if (without.isEmpty()) {
            return List.of();
        }
        String found = fleet.instance() + ", which EC2 does not offer in " + Words.list(without);
        String mend = offers.isEmpty()
                ? "choose another type of instance"
                : "choose another type, or from the zones " + Words.list(List.copyOf(offers));
        var place = description.places().at(fleet.key() + ".instance");
        // MSK answers no such question; what EC2 lacks it has not either.
        return List.of(
                fleet.image().isEmpty()
                        ? Problem.warning("account-instance", place, found)
                                .must("be there for the brokers of MSK in each of their zones")
                                .mend(mend)
                        : Problem.error("account-instance", place, found)
                                .must("be offered in each zone of its nodes")
                                .mend(mend));
    }

    private List<Problem> image(Fleet fleet, Machine.Image image) throws Unanswered {
        var place = description
                .places()
                .at(description.places().has(fleet.key() + ".image") ? fleet.key() + ".image" : "image");
        Optional<String> id = image.pinned() ? Optional.of(image.name()) : account.parameter(image.name());
        if (id.isEmpty()) {
            return List.of(
                    Problem.error("account-image", place, "the parameter " + image.name() + ", which is not there")
                            .must("hold the newest image of Amazon Linux in " + wanted.region())
                            .mend("name an image of your own: image: ami-…"));
        }
        Optional<Account.MachineImage> found = account.image(id.get());
        if (found.isEmpty() || !found.get().state().equals(AVAILABLE)) {
            return List.of(Problem.error(
                            "account-image",
                            place,
                            id.get() + ", which "
                                    + found.map(one -> "is " + one.state())
                                            .orElse("the account does not see in " + wanted.region()))
                    .must("be an image that the account may start")
                    .mend("share it with the account, or copy it to the region"));
        }
        return fits(fleet, id.get(), found.get(), place);
    }

    private List<Problem> fits(Fleet fleet, String id, Account.MachineImage image, io.trivet.problem.Place place)
            throws Unanswered {
        List<Problem> problems = new ArrayList<>();
        Optional<Account.MachineType> type = account.machineType(fleet.instance());
        if (type.isPresent() && !type.get().architectures().contains(image.architecture())) {
            problems.add(Problem.error("account-image", place, id + ", an image for " + image.architecture())
                    .must("be for " + Words.list(type.get().architectures()) + ", the processors of "
                            + fleet.instance())
                    .mend("choose an image of that architecture, or another type of instance"));
        }
        if (image.rootGib() > Machine.ROOT_GIB) {
            problems.add(
                    Problem.error("account-image", place, id + ", whose root volume has " + image.rootGib() + " GiB")
                            .must("have at most " + Machine.ROOT_GIB + " GiB, the size of the root volume of a node")
                            .mend("make the image from a smaller volume"));
        }
        return problems;
    }

    private List<Problem> version(String version) throws Unanswered {
        List<String> versions = account.managedVersions();
        return versions.contains(version)
                ? List.of()
                : List.of(Problem.error(
                                "account-version",
                                description.places().at("kafka.version"),
                                version + ", which Amazon MSK does not make clusters of in " + wanted.region())
                        .must("be one that it does")
                        .mend("choose from " + Words.list(versions)));
    }
}

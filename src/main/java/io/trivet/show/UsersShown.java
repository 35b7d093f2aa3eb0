package io.trivet.show;

import io.trivet.operate.PasswordStore;
import io.trivet.operate.access.AccessDelta;
import io.trivet.operate.access.AccessStep;
import io.trivet.problem.Words;
import io.trivet.security.Quota;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What differs between what users may do with a cluster and what is described, and what was done about it. */
public final class UsersShown {
    private static final String PASSWORD = "password";

    private UsersShown() {}

    private record Answer(
            String stack,
            String bootstrap,
            int described,
            boolean applied,
            List<Told> changes,
            List<String> leftAlone,
            List<String> passwordsLeftAlone,
            Optional<String> newPasswords) {}

    /**
     * A step for programs.
     *
     * @param from what a quota was; left out where there was none
     * @param to what it is to be; left out where there is to be none
     */
    private record Told(String change, String user, String what, Optional<String> from, Optional<String> to) {
        static Told of(AccessStep step) {
            if (step instanceof AccessStep.Allow allow) {
                return new Told("allow", step.user(), allow.grant().toString(), Optional.empty(), Optional.empty());
            }
            if (step instanceof AccessStep.Revoke revoke) {
                return new Told("revoke", step.user(), revoke.grant().toString(), Optional.empty(), Optional.empty());
            }
            if (step instanceof AccessStep.SetPassword password) {
                return new Told(
                        password.another() ? "rotate" : "allow",
                        step.user(),
                        PASSWORD,
                        Optional.empty(),
                        Optional.empty());
            }
            if (step instanceof AccessStep.DropPassword) {
                return new Told("revoke", step.user(), PASSWORD, Optional.empty(), Optional.empty());
            }
            if (step instanceof AccessStep.Bound bound) {
                return new Told(
                        bound.to().isPresent() ? "limit" : "unlimit",
                        step.user(),
                        bound.quota().key(),
                        text(bound.quota(), bound.from()),
                        text(bound.quota(), bound.to()));
            }
            throw new AssertionError(step);
        }

        private static Optional<String> text(Quota quota, OptionalDouble value) {
            return value.isPresent() ? Optional.of(quota.text(value.getAsDouble())) : Optional.empty();
        }
    }

    /**
     * What {@code trivet operate users} prints.
     *
     * @param bootstrap where the cluster was asked
     * @param described how many users are described
     * @param applied whether its steps were taken
     * @param passwords where those are that were made, one of them at least
     */
    public static Shown of(
            String stack,
            String bootstrap,
            int described,
            AccessDelta delta,
            boolean applied,
            Optional<PasswordStore> passwords) {
        List<Told> changes = delta.steps().stream().map(Told::of).toList();
        return new Shown(
                () -> page(stack + " at " + bootstrap, described, delta, applied, passwords),
                () -> new Answer(
                        stack,
                        bootstrap,
                        described,
                        applied,
                        changes,
                        delta.others(),
                        delta.strangers(),
                        passwords.map(PasswordStore::place)));
    }

    private static Page page(
            String title, int described, AccessDelta delta, boolean applied, Optional<PasswordStore> passwords) {
        String found = delta.steps().isEmpty()
                ? "all as on the cluster"
                : Words.count(delta.steps().size(), "change") + (applied ? " made" : " to make");
        Phrase heading =
                Phrase.strong(title).and(Phrase.LINE_END).and(Words.count(described, "user") + " described, " + found);
        List<Page.Block> blocks = new ArrayList<>();
        blocks.add(new Page.Section(
                Page.Level.TITLE,
                heading,
                new Page.Table(
                        List.of(Page.Column.of("", "Change"), Page.Column.of("", "User"), Page.Column.of("", "What")),
                        delta.steps().stream().map(UsersShown::row).toList())));
        if (!delta.others().isEmpty()) {
            blocks.add(new Page.Section(
                    Page.Level.PART,
                    Phrase.plain("Left alone, since no description has such a right or bound"),
                    new Page.Listing(
                            "", delta.others().stream().map(Phrase::plain).toList(), Phrase.In.BOTH)));
        }
        if (!delta.strangers().isEmpty()) {
            blocks.add(new Page.Section(
                    Page.Level.PART,
                    Phrase.plain("Have a password, are not described with one, and keep it"),
                    new Page.Listing(
                            "", delta.strangers().stream().map(Phrase::plain).toList(), Phrase.In.BOTH)));
        }
        passwords.ifPresent(
                store -> blocks.add(new Page.Note(Phrase.plain("New passwords are in " + store.told() + "."))));
        if (!delta.steps().isEmpty() && !applied) {
            blocks.add(new Page.Note(Phrase.plain("Nothing was changed. To make these changes, add --apply.")));
        }
        return new Page(blocks);
    }

    private static Page.Row row(AccessStep step) {
        Told told = Told.of(step);
        return Page.Row.of(Phrase.plain(told.change()), Phrase.plain(told.user()), Phrase.plain(details(step, told)));
    }

    private static String details(AccessStep step, Told told) {
        if (step instanceof AccessStep.Bound bound) {
            String from = told.from().map(was -> " from " + was).orElse("");
            return told.what()
                    + (told.to().isPresent() ? from + " to " + told.to().get() + " of each broker" : from)
                    + (bound.isLess() ? "; it is slowed down to that" : "");
        }
        if (step instanceof AccessStep.SetPassword password) {
            return password.another() ? "password; who comes with the old one is refused" : "password, a new one";
        }
        boolean taken = step instanceof AccessStep.Revoke || step instanceof AccessStep.DropPassword;
        return told.what() + (taken ? "; who still needs it is refused" : "");
    }
}

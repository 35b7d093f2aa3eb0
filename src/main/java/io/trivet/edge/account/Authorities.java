package io.trivet.edge.account;

import io.trivet.problem.Place;
import io.trivet.problem.Problem;
import io.trivet.stack.Description;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether the authority that is described signs the certificates that nodes ask for: {@code boot.sh} asks for 395 days,
 * with a signature of ECDSA or RSA.
 *
 * <p>Source: https://docs.aws.amazon.com/privateca/latest/APIReference/API_IssueCertificate.html (none outlasts the
 * authority) and https://docs.aws.amazon.com/privateca/latest/userguide/short-lived-certificates.html (seven days).
 */
record Authorities(Account account, Wanted wanted, Description<?> description) {
    private static final String ID = "account-authority";

    /** How long a certificate of a node lasts. */
    private static final long DAYS = 395;

    /** Before it signs no more, there is time to make another one. */
    private static final long SOON = 30;

    List<Question> questions() {
        List<Question> questions = new ArrayList<>();
        List<String> all = wanted.authorities();
        for (int i = 0; i < all.size(); i++) {
            String arn = all.get(i);
            Place place = description.places().at(i == 0 ? "security.authority" : "security.trusts[" + (i - 1) + "]");
            questions.add(
                    new Question("the authority " + arn, i == 0 ? () -> signs(arn, place) : () -> exists(arn, place)));
        }
        return List.copyOf(questions);
    }

    /** What is wrong with one that nodes only ask who it is. */
    private List<Problem> exists(String arn, Place place) throws Unanswered {
        return account.authority(arn).isPresent() ? List.of() : List.of(missing(arn, place));
    }

    private Problem missing(String arn, Place place) {
        return Problem.error(ID, place, arn + ", which is not there")
                .must("be an authority of AWS Private CA in " + wanted.region() + ", of this account or shared with it")
                .mend("copy its ARN from aws acm-pca list-certificate-authorities --region " + wanted.region());
    }

    private List<Problem> signs(String arn, Place place) throws Unanswered {
        Optional<Account.Authority> found = account.authority(arn);
        if (found.isEmpty()) {
            return List.of(missing(arn, place));
        }
        Account.Authority authority = found.get();
        if (!authority.status().equals("ACTIVE")) {
            return List.of(Problem.error(ID, place, "an authority that is " + authority.status())
                    .must("be ACTIVE: no other issues certificates, and a node without one does not come up")
                    .mend("install its own certificate or enable it, or name another authority before the first"
                            + " deployment"));
        }
        List<Problem> problems = new ArrayList<>();
        if (!authority.usage().equals("GENERAL_PURPOSE")) {
            problems.add(Problem.error(ID, place, "an authority of mode " + authority.usage())
                    .must("be of mode GENERAL_PURPOSE: any other issues for 7 days at most, and nodes ask for " + DAYS)
                    .mend("make one of that mode; the mode of one that is there cannot change"));
        }
        if (!authority.key().startsWith("EC_") && !authority.key().startsWith("RSA_")) {
            problems.add(Problem.error(ID, place, "an authority with a key of " + authority.key())
                    .must("have one of EC or RSA, with which nodes ask it to sign")
                    .mend("make one with a key of EC_prime256v1"));
        }
        long more = authority.days() - DAYS;
        if (more < 0) {
            problems.add(Problem.error(ID, place, "an authority that ends in " + authority.days() + " days")
                    .must("last for " + DAYS + " more: it issues no certificate that ends after its own")
                    .mend("install a new certificate for it, which lasts for years"));
        } else if (more < SOON) {
            problems.add(Problem.warning(
                            ID,
                            place,
                            "an authority that issues certificates of " + DAYS + " days for " + more + " more")
                    .must("do so for " + SOON + " at least: then nodes are renewed no more, and none comes up")
                    .mend("install a new certificate for it, which lasts for years"));
        }
        return problems;
    }
}

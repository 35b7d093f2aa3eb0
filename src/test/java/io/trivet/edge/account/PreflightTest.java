package io.trivet.edge.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.trivet.edge.account.Account.Denied;
import io.trivet.edge.account.Account.MachineImage;
import io.trivet.edge.account.Account.Used;
import io.trivet.gen.Plain;
import io.trivet.layout.Site;
import io.trivet.plan.Plan;
import io.trivet.show.Colour;
import io.trivet.show.ProblemsShown;
import io.trivet.stack.Description;
import io.trivet.stack.OnEc2;
import io.trivet.stack.Reading;
import io.trivet.stack.StackReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What an account is asked before a deployment, and what is said of its answers. */
final class PreflightTest {
    private static final Path ROOT = Path.of("").toAbsolutePath();
    private static final Path CASES = ROOT.resolve("src/test/resources/golden/aws");

    private final PaperAccount account = new PaperAccount("us-east-1", "arm64");
    private final List<String> progress = new ArrayList<>();

    private static Reading stack(String name) {
        return StackReader.read(ROOT, ROOT.resolve("stacks/Pulumi." + name + ".yaml"));
    }

    private Preflight.Outcome ofEc2(Reading reading) {
        return Preflight.ofEc2(reading.ec2().orElseThrow(), account).run(progress::add);
    }

    private Preflight.Outcome ofMsk() {
        return Preflight.ofMsk(stack("msk-us-east-1").msk().orElseThrow(), account)
                .run(progress::add);
    }

    private static String text(Preflight.Outcome outcome) {
        return ProblemsShown.of(outcome.problems()).text(Colour.OFF);
    }

    @Test
    void an_account_that_has_all_has_no_problem() {
        Preflight.Outcome outcome = ofEc2(stack("prod-us-east-1"));

        assertThat(text(outcome)).isEmpty();
        assertThat(outcome.account()).contains("123456789012");
        assertThat(outcome.answered()).isEqualTo(progress.size() - 1);
        assertThat(text(ofMsk())).isEmpty();
    }

    @Test
    void all_that_is_missing_is_told_at_once() {
        account.zones.put("us-east-1b", "impaired");
        account.offers.put("m7g.xlarge", new TreeSet<>(List.of("us-east-1a", "us-east-1d")));
        account.images.replaceAll((id, image) -> new MachineImage("x86_64", "available", 30));
        account.limits.put(Quota.STANDARD_CPUS, 32.0);
        account.used.put(Quota.STANDARD_CPUS, List.of(new Used("us-east-1a", 8, PaperAccount.tags())));
        account.limits.put(Quota.GATEWAYS, 1.0);
        account.used.put(Quota.GATEWAYS, List.of(new Used("us-east-1c", 1, PaperAccount.tags())));
        account.denied.add(new Denied("ec2:RunInstances", true));
        account.denied.add(new Denied("iam:PassRole", false));

        assertThat(text(ofEc2(stack("prod-us-east-1")))).isEqualTo("""
                error account-permission  ec2
                  was forbidden RunInstances but it must be let to arn:aws:iam::123456789012:role/deploy by its policies, its boundary and those of the organization.
                  Mend: take the denial away, or use other credentials; docs/permissions.md has what is needed.

                warning account-permission  iam
                  was not let do PassRole on all resources but it must be let to arn:aws:iam::123456789012:role/deploy; a policy for some resources alone may be enough.
                  Mend: compare its policies with docs/permissions.md.

                error account-image  stacks/Pulumi.prod-us-east-1.yaml:9:5  image
                  was ami-arm64, an image for x86_64 but it must be for arm64, the processors of m7g.large.
                  Mend: choose an image of that architecture, or another type of instance.

                error account-image  stacks/Pulumi.prod-us-east-1.yaml:9:5  image
                  was ami-arm64, an image for x86_64 but it must be for arm64, the processors of m7g.xlarge.
                  Mend: choose an image of that architecture, or another type of instance.

                error account-image  stacks/Pulumi.prod-us-east-1.yaml:9:5  image
                  was ami-arm64, whose root volume has 30 GiB but it must have at most 20 GiB, the size of the root volume of a node.
                  Mend: make the image from a smaller volume.

                error account-zone  stacks/Pulumi.prod-us-east-1.yaml:13:12  zones
                  was us-east-1b, which is impaired but it must be available to the account.
                  Mend: choose from us-east-1a, us-east-1b, us-east-1c and us-east-1d, before the first deployment.

                error account-quota  stacks/Pulumi.prod-us-east-1.yaml:15:5  network
                  was NAT gateways in us-east-1c, 1 wanted and 1 of others but it must be at most 1 in all, the quota of the account.
                  Mend: ask AWS for more: aws service-quotas request-service-quota-increase --region us-east-1 --service-code vpc --quota-code L-FE5A380F --desired-value 2.

                error account-quota  stacks/cluster.yaml:20:10  brokers.nodes
                  was vCPUs of running on-demand standard instances in us-east-1, 30 wanted and 8 of others but it must be at most 32 in all, the quota of the account.
                  Mend: ask AWS for more: aws service-quotas request-service-quota-increase --region us-east-1 --service-code ec2 --quota-code L-1216C47A --desired-value 38.

                error account-instance  stacks/cluster.yaml:21:13  brokers.instance
                  was m7g.xlarge, which EC2 does not offer in us-east-1b and us-east-1c but it must be offered in each zone of its nodes.
                  Mend: choose another type, or from the zones us-east-1a and us-east-1d.

                8 errors, 1 warning in 2 files
                """);
    }

    @Test
    void every_volume_of_a_broker_counts() {
        Description<OnEc2> brokers = Plain.kraft()
                .with("brokers.volume.size", "4TiB")
                .with("brokers.volumes", 3)
                .description();

        Wanted wanted = Wanted.ofEc2(Plan.of(brokers, Site.EC2));

        // Six brokers, and three controllers with 20 GiB; each node has 20 GiB for its system.
        assertThat(wanted.amounts().get(Quota.GP3_TIB)).containsExactly(Map.entry("", 6 * 3 * 4 + 12 * 20 / 1024.0));
    }

    @Test
    void what_the_stack_has_already_does_not_count_twice() {
        account.limits.put(Quota.VPCS, 5.0);
        account.used.put(
                Quota.VPCS,
                List.of(
                        new Used("", 4, PaperAccount.tags()),
                        new Used(
                                "",
                                1,
                                PaperAccount.tags("trivet:cluster", "films", "trivet:stack", "prod-us-east-1"))));

        assertThat(text(ofEc2(stack("prod-us-east-1")))).isEmpty();
    }

    @Test
    void a_network_that_exists_is_looked_at() {
        account.networks.put("vpc-0123456789abcdef0", new Account.Network(List.of("10.99.0.0/16"), false));

        assertThat(text(ofEc2(StackReader.read(ROOT, CASES.resolve("existing-network/in/stack.yaml")))))
                .isEqualTo("""
                error account-network  src/test/resources/golden/aws/existing-network/in/stack.yaml:10:13  network.cidr
                  was 10.20.0.0/16 in a VPC with 10.99.0.0/16 but it must be a block of that VPC, or lie within one.
                  Mend: write network.cidr: 10.99.0.0/16.

                error account-network  src/test/resources/golden/aws/existing-network/in/stack.yaml:11:12  network.vpc
                  was vpc-0123456789abcdef0, which asks no private hosted zone but it must have DNS support and DNS host names on, so that nodes resolve each other.
                  Mend: turn both on: aws ec2 modify-vpc-attribute --vpc-id vpc-0123456789abcdef0 --enable-dns-hostnames, and --enable-dns-support.

                error account-network  src/test/resources/golden/aws/existing-network/in/stack.yaml:13:9  network.subnets.us-east-1a
                  was subnet-0123456789abcdef1, which the account has not but it must be a subnet of vpc-0123456789abcdef0.
                  Mend: look at the id, the region and the credentials.

                error account-network  src/test/resources/golden/aws/existing-network/in/stack.yaml:14:9  network.subnets.us-east-1b
                  was subnet-0123456789abcdef2, which the account has not but it must be a subnet of vpc-0123456789abcdef0.
                  Mend: look at the id, the region and the credentials.

                error account-network  src/test/resources/golden/aws/existing-network/in/stack.yaml:15:9  network.subnets.us-east-1c
                  was subnet-0123456789abcdef3, which the account has not but it must be a subnet of vpc-0123456789abcdef0.
                  Mend: look at the id, the region and the credentials.

                error account-hosted-zone  src/test/resources/golden/aws/existing-network/in/stack.yaml:16:50  dns.zoneId
                  was Z0123456789ABCDEFGHIJ, which the account has not but it must be a hosted zone of the account.
                  Mend: look at the id and the credentials.

                error account-image  src/test/resources/golden/aws/existing-network/in/stack.yaml:22:14  zookeeper.image
                  was ami-0123456789abcdef1, which the account does not see in us-east-1 but it must be an image that the account may start.
                  Mend: share it with the account, or copy it to the region.

                7 errors in src/test/resources/golden/aws/existing-network/in/stack.yaml
                """);
    }

    @Test
    void a_hosted_zone_that_exists_is_looked_at() {
        assertThat(text(ofEc2(StackReader.read(ROOT, CASES.resolve("existing-zone/in/stack.yaml")))))
                .isEqualTo("""
                error account-hosted-zone  src/test/resources/golden/aws/existing-zone/in/stack.yaml:15:15  dns.zoneId
                  was Z0123456789ABCDEFGHIJ, which the account has not but it must be a hosted zone of the account.
                  Mend: look at the id and the credentials.

                1 error in src/test/resources/golden/aws/existing-zone/in/stack.yaml
                """);
    }

    @Test
    void the_zone_of_a_listener_is_looked_at_too() {
        account.hostedZones.put(
                "Z0123456789ABCDEFGHIK", new Account.HostedZone("partners.example.net", true, List.of()));
        Path file = ROOT.resolve("stacks/Pulumi.prod-us-east-1.yaml");
        Reading reading = StackReader.read(
                ROOT, file, path -> Files.readString(path).replace("network: {cidr: 10.20.0.0/16}", """
                        network:
                              cidr: 10.20.0.0/16
                              listeners:
                                lab:
                                  port: 9095
                                  domain: lab.example.com
                                  zoneId: Z0123456789ABCDEFGHIL
                                  clients: [10.91.0.0/16]
                                partners:
                                  port: 9094
                                  domain: kafka.partners.example.com
                                  zoneId: Z0123456789ABCDEFGHIK
                                  clients: [10.90.0.0/16]"""));

        assertThat(text(ofEc2(reading))).isEqualTo("""
                error account-hosted-zone  stacks/Pulumi.prod-us-east-1.yaml:21:19  network.listeners.lab.zoneId
                  was Z0123456789ABCDEFGHIL, which the account has not but it must be a hosted zone of the account.
                  Mend: look at the id and the credentials.

                error account-hosted-zone  stacks/Pulumi.prod-us-east-1.yaml:26:19  network.listeners.partners.zoneId
                  was Z0123456789ABCDEFGHIK, which is of partners.example.net but it must be of kafka.partners.example.com, the network.listeners.partners.domain of the stack.
                  Mend: name the zone of kafka.partners.example.com.

                2 errors in stacks/Pulumi.prod-us-east-1.yaml
                """);
    }

    @Test
    void the_authority_of_certificates_issues_what_nodes_ask_for() {
        assertThat(ofAuthority(new Account.Authority("ACTIVE", "GENERAL_PURPOSE", "RSA_2048", 425)))
                .isEmpty();
        assertThat(ofAuthority(new Account.Authority("ACTIVE", "GENERAL_PURPOSE", "EC_prime256v1", 424)))
                .isEqualTo("""
                warning account-authority  src/test/resources/golden/aws/certificates/in/stack.yaml:21:18  security.authority
                  was an authority that issues certificates of 395 days for 29 more but it must do so for 30 at least: then nodes are renewed no more, and none comes up.
                  Mend: install a new certificate for it, which lasts for years.

                1 warning in src/test/resources/golden/aws/certificates/in/stack.yaml
                """);
        assertThat(ofAuthority(new Account.Authority("ACTIVE", "SHORT_LIVED_CERTIFICATE", "ML_DSA_44", 394)))
                .isEqualTo("""
                error account-authority  src/test/resources/golden/aws/certificates/in/stack.yaml:21:18  security.authority
                  was an authority of mode SHORT_LIVED_CERTIFICATE but it must be of mode GENERAL_PURPOSE: any other issues for 7 days at most, and nodes ask for 395.
                  Mend: make one of that mode; the mode of one that is there cannot change.

                error account-authority  src/test/resources/golden/aws/certificates/in/stack.yaml:21:18  security.authority
                  was an authority that ends in 394 days but it must last for 395 more: it issues no certificate that ends after its own.
                  Mend: install a new certificate for it, which lasts for years.

                error account-authority  src/test/resources/golden/aws/certificates/in/stack.yaml:21:18  security.authority
                  was an authority with a key of ML_DSA_44 but it must have one of EC or RSA, with which nodes ask it to sign.
                  Mend: make one with a key of EC_prime256v1.

                3 errors in src/test/resources/golden/aws/certificates/in/stack.yaml
                """);
        assertThat(ofAuthority(new Account.Authority("DISABLED", "GENERAL_PURPOSE", "RSA_2048", 3650)))
                .startsWith("""
                error account-authority  src/test/resources/golden/aws/certificates/in/stack.yaml:21:18  security.authority
                  was an authority that is DISABLED but it must be ACTIVE: no other issues certificates, and a node without one does not come up.
                """);
    }

    @Test
    void an_authority_that_is_to_be_trusted_besides_is_there() {
        String gone =
                "arn:aws:acm-pca:us-east-1:123456789012:certificate-authority/5678abcd-12ab-34cd-56ef-1234567890ab";
        Path file = CASES.resolve("certificates/in/stack.yaml");
        account.images.put("ami-0123456789abcdef0", new MachineImage("arm64", "available", 8));
        account.goneAuthorities.add(gone);

        assertThat(text(ofEc2(StackReader.read(
                        ROOT,
                        file,
                        each -> each.equals(file)
                                ? Files.readString(each)
                                        .replaceFirst("(?m)^( +)(authority: .*)$", "$1$2\n$1trusts: [" + gone + "]")
                                : Files.readString(each)))))
                .isEqualTo("""
                error account-authority  src/test/resources/golden/aws/certificates/in/stack.yaml:22:16  security.trusts[0]
                  was %s, which is not there but it must be an authority of AWS Private CA in us-east-1, of this account or shared with it.
                  Mend: copy its ARN from aws acm-pca list-certificate-authorities --region us-east-1.

                1 error in src/test/resources/golden/aws/certificates/in/stack.yaml
                """.formatted(gone));
    }

    private String ofAuthority(Account.Authority authority) {
        account.images.put("ami-0123456789abcdef0", new MachineImage("arm64", "available", 8));
        account.authority = Optional.of(authority);
        return text(ofEc2(StackReader.read(ROOT, CASES.resolve("certificates/in/stack.yaml"))));
    }

    @Test
    void what_may_not_be_asked_is_a_warning_and_the_rest_is_asked() {
        account.unanswered.add("ec2:DescribeImages");
        account.unanswered.add("iam:SimulatePrincipalPolicy");

        assertThat(text(ofEc2(stack("dev")))).isEqualTo("""
                warning account-unanswered  ec2:DescribeImages
                  was denied to these credentials but it must be answered, to know whether the account has what the stack needs.
                  Mend: allow ec2:DescribeImages, as docs/permissions.md has it, or look for yourself.

                warning account-unanswered  iam:SimulatePrincipalPolicy
                  was denied to these credentials but it must be answered, to know whether the account has what the stack needs.
                  Mend: allow iam:SimulatePrincipalPolicy, as docs/permissions.md has it, or look for yourself.

                2 warnings
                """);
    }

    @Test
    void a_region_that_is_not_enabled_is_asked_nothing_else() {
        account.region = Optional.of("not-opted-in");
        account.zones.clear();

        Preflight.Outcome outcome = ofEc2(stack("dev"));

        assertThat(outcome.failed()).isFalse();
        assertThat(text(outcome)).isEqualTo("""
                error account-region  stacks/Pulumi.dev.yaml:9:12  zones
                  was us-east-1, which is not enabled but it must be a region that the account has enabled.
                  Mend: enable it (aws account enable-region --region-name us-east-1), or choose another.

                1 error in stacks/Pulumi.dev.yaml
                """);
    }

    @Test
    void credentials_that_are_not_known_end_it() {
        account.known = false;

        Preflight.Outcome outcome = ofEc2(stack("dev"));

        assertThat(outcome.failed()).isTrue();
        assertThat(text(outcome)).isEqualTo("""
                error account-login  sts:GetCallerIdentity
                  was refused for what it was signed with (ExpiredToken: The security token is expired) but it must be signed by credentials of the account that are valid now.
                  Mend: log in anew, or look at AWS_PROFILE, at the keys in the environment and at the clock.

                1 error
                """);
    }

    @Test
    void a_cluster_on_msk_is_counted_in_brokers() {
        account.limits.remove(Quota.MSK_BROKERS);
        account.used.put(Quota.MSK_BROKERS, List.of(new Used("", 88, PaperAccount.tags())));
        account.versions.clear();
        account.versions.add("4.0.x.kraft");
        account.offers.put("m7g.xlarge", new TreeSet<>());

        assertThat(text(ofMsk())).isEqualTo("""
                error account-version  stacks/Pulumi.msk-us-east-1.yaml:15:22  kafka.version
                  was 3.9.x.kraft, which Amazon MSK does not make clusters of in us-east-1 but it must be one that it does.
                  Mend: choose from 4.0.x.kraft.

                error account-quota  stacks/Pulumi.msk-us-east-1.yaml:24:14  brokers.nodes
                  was brokers of Amazon MSK in us-east-1, 6 wanted and 88 of others but it must be at most 90 in all, the quota of the account.
                  Mend: ask AWS for more: the console of Service Quotas has it under kafka.

                warning account-instance  stacks/Pulumi.msk-us-east-1.yaml:26:17  brokers.instance
                  was m7g.xlarge, which EC2 does not offer in us-east-1a, us-east-1b and us-east-1c but it must be there for the brokers of MSK in each of their zones.
                  Mend: choose another type of instance.

                2 errors, 1 warning in stacks/Pulumi.msk-us-east-1.yaml
                """);
    }
}

package io.trivet.rule;

import io.trivet.kafka.ClientProtocol;
import io.trivet.platform.ServicePlatform;
import io.trivet.platform.Subject;
import io.trivet.problem.Words;
import io.trivet.security.UserRights;
import io.trivet.stack.Console;
import io.trivet.stack.Console.Kind;
import io.trivet.stack.Description;
import io.trivet.stack.OnEc2;
import io.trivet.stack.OnMsk;
import io.trivet.stack.OnService;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The page on which people look at the cluster: who may come to it, what it may do, and as whom it comes itself. */
final class ConsoleRules {
    /** What stands in a file and on a page as it is written. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._@-]{1,100}");

    private static final Pattern CLAIM = Pattern.compile("[A-Za-z0-9._:/-]{1,100}");
    private static final Pattern ISSUER =
            Pattern.compile("https://[A-Za-z0-9.-]{1,253}(:[0-9]{1,5})?(/[A-Za-z0-9._~/-]{0,200})?");

    private static final String LOGIN = "console.login";
    private static final String KIND = "console.kind";
    private static final String USER = "console.user";
    private static final String WAYS =
            "add password: {user: operations}, or oidc with issuer, clientId and role of your provider";

    private final Subject subject;
    private final Console console;

    private ConsoleRules(Subject subject, Console console) {
        this.subject = subject;
        this.console = console;
    }

    static void check(Subject subject) {
        subject.description().console().ifPresent(console -> new ConsoleRules(subject, console).check());
    }

    private void check() {
        login();
        if (console.mayWrite() && console.kind() == Kind.KAFKA_VIEWER) {
            subject.error(CommonRule.CONSOLE_KIND, "console.access", "write with kafka-viewer")
                    .must("be read: kafka-viewer shows records, and changes nothing")
                    .mend("remove it, or write kind: akhq or kafbat");
        } else if (console.mayWrite() && subject.isProduction()) {
            subject.warning(CommonRule.CONSOLE_WRITE, "console.access", "write, in production")
                    .must("be read, where a click must not delete a topic")
                    .mend("remove it, and change topics by their description");
        }
        subject.description()
                .<Optional<String>>on(this::ofEc2, this::ofMsk, this::ofService)
                .ifPresent(this::unspoken);
    }

    private void login() {
        boolean viewer = console.kind() == Kind.KAFKA_VIEWER;
        if (console.login().isEmpty()) {
            if (!subject.description().environment().startsWith("dev")) {
                subject.error(CommonRule.CONSOLE_LOGIN, LOGIN, "left out")
                        .must("be described in every environment that does not begin with dev: without a login the"
                                + " console shows each record to all who reach it")
                        .mend(
                                viewer
                                        ? "write kind: akhq or kafbat, and a login for it; kafka-viewer has none"
                                        : "write login: {password: {user: operations}}, or login: {oidc: …} with issuer,"
                                                + " clientId and role of your provider");
            }
            return;
        }
        Console.Login login = console.login().get();
        if (viewer) {
            subject.error(CommonRule.CONSOLE_KIND, LOGIN, "a login for kafka-viewer")
                    .must(
                            "be left out: kafka-viewer has no login, and listens to the machine alone that it is started on")
                    .mend("remove it, or write kind: akhq or kafbat");
        } else if (login.password().isPresent() == login.oidc().isPresent()) {
            subject.error(CommonRule.CONSOLE_LOGIN, LOGIN, login.oidc().isPresent() ? "two ways" : "without a way")
                    .must("have one way: password or oidc")
                    .mend(login.oidc().isPresent() ? "remove one of them" : WAYS);
        }
        login.password()
                .ifPresent(password -> form(
                        LOGIN + ".password.user",
                        password.user(),
                        NAME,
                        "1 to 100 letters, digits, '.', '_', '@' and '-'"));
        login.oidc().ifPresent(this::oidc);
    }

    private void oidc(Console.Oidc oidc) {
        String path = LOGIN + ".oidc.";
        if (!ISSUER.matcher(oidc.issuer()).matches()) {
            subject.error(CommonRule.CONSOLE_LOGIN, path + "issuer", Words.quoted(oidc.issuer()))
                    .must("be an https address, without a query: tokens of it are believed")
                    .mend("write what the provider calls issuer in .well-known/openid-configuration");
        }
        String named = "1 to 100 letters, digits, '.', '_', '@' and '-'";
        form(path + "clientId", oidc.clientId(), NAME, named);
        form(path + "role", oidc.role(), CLAIM, "1 to 100 letters, digits and . _ : / -");
        oidc.claim().ifPresent(claim -> form(path + "claim", claim, CLAIM, "1 to 100 letters, digits and . _ : / -"));
    }

    private void form(String path, String text, Pattern form, String must) {
        if (!form.matcher(text).matches()) {
            subject.error(CommonRule.CONSOLE_LOGIN, path, Words.quoted(text))
                    .must("be " + must)
                    .mend("write such a name");
        }
    }

    /** What kafka-viewer cannot speak of what the platform asks; empty where it can. */
    private void unspoken(String asked) {
        if (console.kind() == Kind.KAFKA_VIEWER) {
            subject.error(CommonRule.CONSOLE_KIND, KIND, "kafka-viewer, " + asked)
                    .must(
                            "be a program that can: kafka-viewer reads neither a secret nor an address from its environment, and knows no IAM")
                    .mend("write akhq or kafbat");
        }
    }

    private Optional<String> ofEc2(Description<OnEc2> description) {
        OnEc2 stack = description.on();
        userIsLeftOut("brokers with security know it as " + Console.USER);
        if (console.authentication().isPresent() && stack.security().isEmpty()) {
            subject.error(CommonRule.CONSOLE_USER, "console.authentication", "described without security")
                    .must("be left out: brokers ask none for a name")
                    .mend("remove it, or describe security");
            return Optional.empty();
        }
        if (console.hasPassword() && !stack.hasPasswords()) {
            subject.error(CommonRule.CONSOLE_USER, "console.authentication", "scram")
                    .must("be a way of security.authentication")
                    .mend("write security.authentication: [mtls, scram], or remove it to come with a certificate");
        }
        if (stack.security().isPresent()) {
            apart(Console.USER, "rename it");
        }
        return console.hasPassword()
                ? Optional.of("which cannot come with a password as console.authentication has it")
                : Optional.empty();
    }

    private Optional<String> ofMsk(Description<OnMsk> description) {
        userIsLeftOut("on Amazon MSK what it may do is a matter of its role in AWS, or of ACLs that you give");
        authenticationIsLeftOut("it comes in the first way that msk.authentication has");
        OnMsk stack = description.on();
        Optional<OnMsk.Authentication> way =
                stack.authentication().stream().distinct().sorted().findFirst();
        if (way.filter(first -> first == OnMsk.Authentication.IAM || first == OnMsk.Authentication.SCRAM)
                .isPresent()) {
            return Optional.of("where msk.authentication begins with " + Words.of(way.get()));
        }
        return stack.msk().names().isEmpty()
                ? Optional.of("where addresses of brokers are known only once they are there")
                : Optional.empty();
    }

    private Optional<String> ofService(Description<OnService> description) {
        authenticationIsLeftOut("the service says how clients log in");
        OnService.External external = description.on().external();
        ClientProtocol protocol = ServicePlatform.protocol(external);
        console.user().ifPresent(user -> {
            if (!UserRights.isDescribable(user)) {
                subject.error(CommonRule.CONSOLE_USER, USER, Words.quoted(user))
                        .must(
                                "be the name with which it logs in, of letters, digits, blanks and . _ @ = , / -, without User:")
                        .mend("write the name that the service shows");
            } else if (protocol == ClientProtocol.PLAINTEXT) {
                subject.error(CommonRule.CONSOLE_USER, USER, "given with plaintext")
                        .must("be left out: without a login each client is the same one")
                        .mend("remove it, or write protocol: sasl-ssl");
            } else {
                apart(user, "name another user");
            }
        });
        return protocol.sasl() ? Optional.of("where clients log in with a password") : Optional.empty();
    }

    private void userIsLeftOut(String why) {
        console.user()
                .ifPresent(user -> subject.error(CommonRule.CONSOLE_USER, USER, "described")
                        .must("be left out: " + why)
                        .mend("remove it"));
    }

    private void authenticationIsLeftOut(String why) {
        console.authentication()
                .ifPresent(way -> subject.error(CommonRule.CONSOLE_USER, "console.authentication", "described")
                        .must("be left out: " + why)
                        .mend("remove it"));
    }

    /** What came as the console could read all that it shows. */
    private void apart(String user, String mend) {
        Description<?> description = subject.description();
        if (description.on().users().containsKey(user)) {
            subject.error(CommonRule.CONSOLE_USER, "users." + user, "described beside console")
                    .must(
                            "not be: it is the user as which the console comes, with rights that follow from console.access")
                    .mend(mend + ", or remove console");
        }
        UserRights.usersOf(description.clients().keySet(), description.on().users()).entrySet().stream()
                .filter(client ->
                        client.getValue().equals(user) && client.getKey().equals(user))
                .map(Map.Entry::getKey)
                .forEach(client -> subject.error(CommonRule.CONSOLE_USER, "clients." + client, "a client of that name")
                        .must("come as another user: " + user
                                + " is the one as which the console comes, and who comes so" + " reads every topic")
                        .mend("rename it, or name it in clients of a user"));
    }
}

package io.trivet.platform.msk;

import io.trivet.stack.Description;
import io.trivet.stack.OnMsk;
import java.util.regex.Pattern;

/** What a cluster is called on MSK, where its name is its identity for ever. */
public final class MskName {
    /**
     * Names of clusters that exist may have any of these.
     *
     * <p>Source: https://docs.aws.amazon.com/msk/1.0/apireference/clusters.html for the length, read 2026-11.
     */
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]*");

    private MskName() {}

    /** The name that is described, else one of name and environment. */
    public static String of(Description<OnMsk> description) {
        return description.on().msk().name().orElseGet(() -> usual(description));
    }

    /** Of name and environment. */
    public static String usual(Description<OnMsk> description) {
        return description.name() + "-" + description.environment();
    }

    /** Whether a cluster can have this name. */
    public static boolean isOne(String name) {
        return name.length() <= MskQuotas.NAME_LENGTH && FORM.matcher(name).matches();
    }
}

package io.trivet.rule;

import io.trivet.platform.PlatformRule;
import io.trivet.platform.ec2.rule.Ec2Rule;
import io.trivet.platform.msk.rule.MskRule;
import io.trivet.platform.service.rule.ServiceRule;
import io.trivet.problem.Rule;
import java.util.List;
import java.util.stream.Stream;

/** Every rule, whatever package checks it. */
public final class AllRules {
    public static final List<Rule> LIST = Stream.<Rule[]>of(
                    CommonRule.values(),
                    PlatformRule.values(),
                    Ec2Rule.values(),
                    MskRule.values(),
                    ServiceRule.values())
            .flatMap(Stream::of)
            .toList();

    private AllRules() {}
}

package io.trivet.edge.aws;

import com.pulumi.aws.Provider;
import com.pulumi.aws.ProviderArgs;
import com.pulumi.aws.inputs.ProviderDefaultTagsArgs;
import java.util.SortedMap;

/** The provider of one region, which no environment variable can turn elsewhere, with tags for all that it makes. */
final class RegionProvider {
    private RegionProvider() {}

    static Provider of(String region, SortedMap<String, String> tags) {
        return new Provider(
                "aws",
                ProviderArgs.builder()
                        .region(region)
                        .defaultTags(
                                ProviderDefaultTagsArgs.builder().tags(tags).build())
                        .build());
    }
}

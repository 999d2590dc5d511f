package io.gantry.api.apiextensions.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How to call a webhook that converts objects.
 *
 * @param clientConfig Where the webhook is, and whom to trust for its certificate.
 * @param conversionReviewVersions Versions of ConversionReview that the webhook understands, best first. The first that
 *     the server knows too is used.
 */
@ApiType
public record WebhookConversion(
        @Field(2) @Nullable WebhookClientConfig clientConfig,

        @Field(value = 3, required = true, listType = ListType.ATOMIC)
        List<String> conversionReviewVersions) {
    public WebhookConversion {
        conversionReviewVersions = Immutable.list(conversionReviewVersions);
    }
}

package io.gantry.api.apiextensions.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.Immutable;
import io.gantry.api.types.RawJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks a webhook to bring objects of one custom resource to another version.
 *
 * @param uid Identifies this request; the answer has to repeat it.
 * @param desiredAPIVersion API group and version that the objects shall have, such as example.com/v1.
 * @param objects The objects to convert; they may be of different versions.
 */
@ApiType
public record ConversionRequest(
        @Field(1) @Nullable String uid,
        @Field(2) @Nullable String desiredAPIVersion,
        @Field(3) List<RawJson> objects) {
    public ConversionRequest {
        objects = Immutable.list(objects);
    }
}

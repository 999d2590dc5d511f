package io.gantry.api.apiextensions.v1;

import io.gantry.api.meta.v1.Status;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.Immutable;
import io.gantry.api.types.RawJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A webhook's answer to a request for conversion.
 *
 * @param uid The uid of the request.
 * @param convertedObjects The converted objects in the order of the request. Must be empty on failure.
 * @param result Status Success, or Failure together with a message for the user.
 */
@ApiType
public record ConversionResponse(
        @Field(1) @Nullable String uid,
        @Field(2) List<RawJson> convertedObjects,
        @Field(3) @Nullable Status result) {
    public ConversionResponse {
        convertedObjects = Immutable.list(convertedObjects);
    }
}

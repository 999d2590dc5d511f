package io.gantry.api.meta.v1;

import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Query parameters of creating an object.
 *
 * @param dryRun All to do everything except store the object.
 * @param fieldManager Name of who creates, by which its fields are remembered. Defaults to the first part of the user
 *     agent.
 * @param fieldValidation What to do about unknown or repeated fields. One of Ignore, Warn, Strict (an error). Defaults
 *     to Warn.
 */
@ApiType
@ApiKind(version = "v1")
public record CreateOptions(
        @Field(1) List<String> dryRun,
        @Field(3) @Nullable String fieldManager,
        @Field(4) @Nullable String fieldValidation) {
    public CreateOptions {
        dryRun = Immutable.list(dryRun);
    }
}

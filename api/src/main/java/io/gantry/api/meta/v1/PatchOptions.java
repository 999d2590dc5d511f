package io.gantry.api.meta.v1;

import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Query parameters of patching an object.
 *
 * @param dryRun All to do everything except store the result.
 * @param force Whether an apply takes over fields that others manage rather than report a conflict. Only for apply
 *     patches.
 * @param fieldManager Name of who patches, by which its fields are remembered. Required for apply, else it defaults to
 *     the first part of the user agent.
 * @param fieldValidation What to do about unknown or repeated fields. One of Ignore, Warn, Strict (an error). Defaults
 *     to Warn.
 */
@ApiType
@ApiKind(version = "v1")
public record PatchOptions(
        @Field(1) List<String> dryRun,
        @Field(value = 2, pointer = true) @Nullable Boolean force,
        @Field(3) @Nullable String fieldManager,
        @Field(4) @Nullable String fieldValidation) {
    public PatchOptions {
        dryRun = Immutable.list(dryRun);
    }
}

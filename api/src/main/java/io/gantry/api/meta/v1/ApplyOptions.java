package io.gantry.api.meta.v1;

import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Query parameters of a server-side apply.
 *
 * @param dryRun All to do everything except store the result.
 * @param force Whether to take over fields that others manage rather than report a conflict. Defaults to false.
 * @param fieldManager Name of who applies, by which its fields are remembered. Required.
 */
@ApiType
@ApiKind(version = "v1")
public record ApplyOptions(
        @Field(1) List<String> dryRun,
        @Field(2) @Nullable Boolean force,
        @Field(3) @Nullable String fieldManager) {
    public ApplyOptions {
        dryRun = Immutable.list(dryRun);
    }
}

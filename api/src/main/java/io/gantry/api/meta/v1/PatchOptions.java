package io.gantry.api.meta.v1;

import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code PatchOptions}. */
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

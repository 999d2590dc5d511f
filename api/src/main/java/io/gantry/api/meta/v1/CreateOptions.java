package io.gantry.api.meta.v1;

import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code CreateOptions}. */
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

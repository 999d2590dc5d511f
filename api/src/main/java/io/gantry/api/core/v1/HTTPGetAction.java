package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import io.gantry.api.types.IntOrString;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code HTTPGetAction} of {@code v1}. */
@ApiType
public record HTTPGetAction(
        @Field(1) @Default("/") @Nullable String path,
        @Field(value = 2, required = true) IntOrString port,
        @Field(3) @Nullable String host,
        @Field(4) @Default("HTTP") @Nullable String scheme,
        @Field(value = 5, listType = ListType.ATOMIC) List<HTTPHeader> httpHeaders) {
    public HTTPGetAction {
        httpHeaders = Immutable.list(httpHeaders);
    }
}

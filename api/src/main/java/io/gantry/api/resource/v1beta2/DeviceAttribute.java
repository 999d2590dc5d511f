package io.gantry.api.resource.v1beta2;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Kubernetes {@code DeviceAttribute} of {@code resource.k8s.io/v1beta2}. */
@ApiType
public record DeviceAttribute(
        @Field(value = 2, name = "int", pointer = true) @Nullable
        Long intValue,

        @Field(value = 3, name = "bool", pointer = true) @Nullable
        Boolean boolValue,

        @Field(value = 4, pointer = true) @Nullable String string,
        @Field(value = 5, pointer = true) @Nullable String version,

        @Field(value = 6, name = "ints", listType = ListType.ATOMIC)
        List<Long> intValues,

        @Field(value = 7, name = "bools", listType = ListType.ATOMIC)
        List<Boolean> boolValues,

        @Field(value = 8, listType = ListType.ATOMIC) List<String> strings,
        @Field(value = 9, listType = ListType.ATOMIC) List<String> versions) {
    public DeviceAttribute {
        intValues = Immutable.list(intValues);
        boolValues = Immutable.list(boolValues);
        strings = Immutable.list(strings);
        versions = Immutable.list(versions);
    }
}

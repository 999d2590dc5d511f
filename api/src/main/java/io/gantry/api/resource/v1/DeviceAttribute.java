package io.gantry.api.resource.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A property of a device. Exactly one field is given.
 *
 * @param intValue The property as a whole number.
 * @param boolValue The property as true or false.
 * @param string The property as text, up to 64 characters.
 * @param version The property as a semantic version such as 1.2.3, up to 64 characters.
 * @param intValues The property as several whole numbers.
 * @param boolValues The property as several truth values.
 * @param strings The property as several texts, each up to 64 characters.
 * @param versions The property as several semantic versions, each up to 64 characters.
 */
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

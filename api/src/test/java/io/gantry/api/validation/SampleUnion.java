package io.gantry.api.validation;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Member;
import io.gantry.api.schema.Union;
import org.jspecify.annotations.Nullable;

/** Exactly one of its fields is given. */
@Union(none = "say which", many = "only one", first = "last")
@ApiType
public record SampleUnion(
        @Field(1) @Member @Nullable SamplePart one,
        @Field(2) @Member @Nullable SamplePart other,
        @Field(3) @Member @Nullable SamplePart last) {}

package io.gantry.api.validation;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Member;
import io.gantry.api.schema.Union;
import org.jspecify.annotations.Nullable;

/** Exactly one of its fields is given, and all are looked at. */
@Union(none = "say which", many = "only one", all = true)
@ApiType
public record SampleWholeUnion(
        @Field(1) @Member @Nullable SamplePart one,
        @Field(2) @Member @Nullable SamplePart other) {}

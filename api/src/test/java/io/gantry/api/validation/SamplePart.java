package io.gantry.api.validation;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Required;

/** What a sample is made of. */
@ApiType
public record SamplePart(@Field(1) @Required String name) {}

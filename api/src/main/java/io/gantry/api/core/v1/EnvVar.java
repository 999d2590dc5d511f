package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.CrossChecked;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Format;
import io.gantry.api.schema.Required;
import io.gantry.api.schema.TextFormat;
import org.jspecify.annotations.Nullable;

/**
 * Sets one environment variable of a container.
 *
 * @param name Name of the variable: printable ASCII characters without =.
 * @param value Literal value. References written $(NAME) to variables known so far are expanded; $$ stands for one $.
 *     Defaults to empty.
 * @param valueFrom Where to read the value from. Excludes value.
 */
@CrossChecked("EnvRules")
@ApiType
public record EnvVar(
        @Field(value = 1, required = true) @Required @Format(TextFormat.ENV_VAR_NAME)
        String name,

        @Field(2) @Nullable String value,
        @Field(3) @Nullable EnvVarSource valueFrom) {}

package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.EnumOf;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Required;
import org.jspecify.annotations.Nullable;

/**
 * What to do when a container ends in a certain way.
 *
 * @param action What happens on a match; Restart and RestartAllContainers are known.
 * @param exitCodes The exit codes that the rule applies to.
 */
@ApiType
public record ContainerRestartRule(
        @Field(value = 1, required = true) @Required @EnumOf({"Restart", "RestartAllContainers"})
        String action,

        @Field(2) @Required("must be specified") @Nullable ContainerRestartRuleOnExitCodes exitCodes) {}

package io.gantry.api.apps.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.ByHand;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.EnumOf;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Required;
import org.jspecify.annotations.Nullable;

/**
 * How a Deployment exchanges its pods.
 *
 * @param type RollingUpdate starts new pods while it stops old ones; Recreate stops all old pods first. Defaults to
 *     RollingUpdate.
 * @param rollingUpdate Limits for the exchange. Allowed for type RollingUpdate only.
 */
@ApiType
public record DeploymentStrategy(
        @Field(1) @Default("RollingUpdate") @Required @EnumOf({"Recreate", "RollingUpdate"}) @Nullable
        String type,

        @Field(2) @ByHand("only of a rolling update") @Nullable
        RollingUpdateDeployment rollingUpdate) {}

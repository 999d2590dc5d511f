package io.gantry.api.flowcontrol.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * Queues in which requests of a priority level wait, in each API server.
 *
 * @param queues Number of queues. Defaults to 64; with 1 all flows wait in one queue.
 * @param handSize How many queues are drawn for a flow, the shortest of which takes the request. Well below queues;
 *     defaults to 8.
 * @param queueLengthLimit How many requests may wait in one queue; more are turned away. Defaults to 50.
 */
@ApiType
public record QueuingConfiguration(
        @Field(value = 1, always = true) @Default("64") @Nullable
        Integer queues,

        @Field(value = 2, always = true) @Default("8") @Nullable
        Integer handSize,

        @Field(value = 3, always = true) @Default("50") @Nullable
        Integer queueLengthLimit) {}

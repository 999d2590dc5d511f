package io.gantry.api.flowcontrol.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.EnumOf;
import io.gantry.api.schema.Field;

/**
 * How requests of one FlowSchema are told apart into flows.
 *
 * @param type ByUser makes a flow for each user, ByNamespace one for each namespace.
 */
@ApiType
public record FlowDistinguisherMethod(
        @Field(value = 1, required = true) @EnumOf({"ByNamespace", "ByUser"})
        String type) {}

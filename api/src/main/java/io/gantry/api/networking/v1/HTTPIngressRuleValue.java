package io.gantry.api.networking.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.schema.Required;
import io.gantry.api.types.Immutable;
import java.util.List;

/**
 * The paths of one host.
 *
 * @param paths Paths and where their requests go. Where several fit, the longest wins, and Exact before Prefix.
 */
@ApiType
public record HTTPIngressRuleValue(
        @Field(value = 1, required = true, listType = ListType.ATOMIC) @Required
        List<HTTPIngressPath> paths) {
    public HTTPIngressRuleValue {
        paths = Immutable.list(paths);
    }
}

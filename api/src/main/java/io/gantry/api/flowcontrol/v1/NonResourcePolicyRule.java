package io.gantry.api.flowcontrol.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;

/**
 * Requests to URL paths that are no resources. A verb and a path have to fit.
 *
 * @param verbs HTTP methods in lower case, or an asterisk alone for all. At least one.
 * @param nonResourceURLs Paths such as /healthz; a slash and an asterisk at the end take all below it, an asterisk
 *     alone takes all paths. At least one.
 */
@ApiType
public record NonResourcePolicyRule(
        @Field(value = 1, required = true, listType = ListType.SET)
        List<String> verbs,

        @Field(value = 6, required = true, listType = ListType.SET)
        List<String> nonResourceURLs) {
    public NonResourcePolicyRule {
        verbs = Immutable.list(verbs);
        nonResourceURLs = Immutable.list(nonResourceURLs);
    }
}

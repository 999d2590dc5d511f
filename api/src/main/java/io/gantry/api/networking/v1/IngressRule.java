package io.gantry.api.networking.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.CrossChecked;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Format;
import io.gantry.api.schema.TextFormat;
import org.jspecify.annotations.Nullable;

/**
 * What happens to the requests for one host.
 *
 * @param host DNS name the rule is for, without port. A leading asterisk stands for one label, as in *.example.com.
 *     Without it the rule takes all hosts.
 * @param http The paths of this host. Without it all requests for the host go to the default backend.
 */
@CrossChecked("NetworkingRules")
@ApiType
public record IngressRule(
        @Field(1) @Format(TextFormat.HOST_PATTERN) @Nullable String host,
        @Field(value = 1, in = 2) @Nullable HTTPIngressRuleValue http) {}

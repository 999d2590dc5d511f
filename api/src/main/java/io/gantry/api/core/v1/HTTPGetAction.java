package io.gantry.api.core.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.CrossChecked;
import io.gantry.api.schema.Default;
import io.gantry.api.schema.EnumOf;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Format;
import io.gantry.api.schema.ListType;
import io.gantry.api.schema.Required;
import io.gantry.api.schema.TextFormat;
import io.gantry.api.types.Immutable;
import io.gantry.api.types.IntOrString;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP GET request to a container; a status from 200 to 399 means success.
 *
 * @param path Path to ask for. Defaults to /.
 * @param port Port number, or the name of a port of the container.
 * @param host Host to contact. Absent means the pod's own IP; to address a virtual host, send a Host header instead.
 * @param scheme One of HTTP or HTTPS, whose certificate is not verified. Defaults to HTTP.
 * @param httpHeaders Extra request headers; a name may occur more than once.
 */
@CrossChecked("ProbeRules")
@ApiType
public record HTTPGetAction(
        @Field(1) @Default("/") @Required @Nullable String path,

        @Field(value = 2, required = true) @Format(TextFormat.PORT)
        IntOrString port,

        @Field(3) @Nullable String host,

        @Field(4) @Default("HTTP") @EnumOf({"HTTP", "HTTPS"}) @Nullable
        String scheme,

        @Field(value = 5, listType = ListType.ATOMIC) List<HTTPHeader> httpHeaders) {
    public HTTPGetAction {
        httpHeaders = Immutable.list(httpHeaders);
    }
}

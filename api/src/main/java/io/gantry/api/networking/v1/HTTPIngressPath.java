package io.gantry.api.networking.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.CrossChecked;
import io.gantry.api.schema.EnumOf;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.Required;
import org.jspecify.annotations.Nullable;

/**
 * Where requests go whose path fits.
 *
 * @param path Path to compare the path of the request with. Must begin with a slash; may be absent only for
 *     ImplementationSpecific.
 * @param backend Service or other resource that receives the requests.
 * @param pathType Exact takes the very path, Prefix whole path elements from the start (/foo fits /foo/bar, not
 *     /foobar), ImplementationSpecific leaves it to the IngressClass.
 */
@CrossChecked("NetworkingRules")
@ApiType
public record HTTPIngressPath(
        @Field(1) @Nullable String path,
        @Field(value = 2, required = true, always = true) IngressBackend backend,

        @Field(value = 3, required = true)
        @Required("pathType must be specified")
        @EnumOf({"Exact", "ImplementationSpecific", "Prefix"})
        String pathType) {}

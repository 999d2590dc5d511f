package io.gantry.api.discovery.v1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Column;
import io.gantry.api.schema.EnumOf;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ImmutableField;
import io.gantry.api.schema.ListType;
import io.gantry.api.schema.MaxItems;
import io.gantry.api.schema.Required;
import io.gantry.api.types.Immutable;
import java.util.List;

/**
 * Some of the backends of a Service. A Service may have several slices; its name is in the label
 * kubernetes.io/service-name.
 *
 * @param metadata Name, labels, annotations and the other data that every object carries.
 * @param endpoints The backends. At most 1000.
 * @param ports Ports that every backend of the slice has. At most 100.
 * @param addressType IPv4, IPv6 or FQDN, for all addresses of the slice. Immutable. FQDN is deprecated and without
 *     effect.
 */
@ApiType
@Column(name = "Name", path = "metadata.name", format = "name")
@Column(name = "AddressType", path = "addressType")
@Column(name = "Ports", cells = "endpointSlice")
@Column(name = "Endpoints", cells = "endpointSlice")
@Column(name = "Age", path = "metadata.creationTimestamp", otherwise = "<unknown>")
@ApiKind(
        group = "discovery.k8s.io",
        version = "v1",
        plural = "endpointslices",
        singular = "endpointslice",
        namespaced = true,
        verbs = {"create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"})
public record EndpointSlice(
        @Field(value = 1, always = true) ObjectMeta metadata,

        @Field(value = 2, listType = ListType.ATOMIC) @MaxItems(value = EndpointSlice.MAX_ENDPOINTS, alone = true)
        List<Endpoint> endpoints,

        @Field(value = 3, listType = ListType.ATOMIC) @MaxItems(value = EndpointSlice.MAX_PORTS, alone = true)
        List<EndpointPort> ports,

        @Field(value = 4, required = true) @Required @EnumOf({"FQDN", "IPv4", "IPv6"}) @ImmutableField
        String addressType)
        implements KubeObject {
    public static final int MAX_ENDPOINTS = 1000;
    public static final int MAX_PORTS = 20_000;

    public EndpointSlice {
        endpoints = Immutable.list(endpoints);
        ports = Immutable.list(ports);
    }

    @Override
    public Kind<EndpointSlice> kind() {
        return EndpointSliceType.KIND;
    }

    @Override
    public EndpointSlice withMetadata(ObjectMeta metadata) {
        return new EndpointSlice(metadata, endpoints, ports, addressType);
    }
}

package io.gantry.api.core.v1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Column;
import io.gantry.api.schema.Field;
import io.gantry.api.schema.ListType;
import io.gantry.api.types.Immutable;
import java.util.List;

/**
 * The addresses behind a Service. Deprecated: use EndpointSlice of discovery.k8s.io/v1.
 *
 * @param metadata Carries the name of the Service that the addresses belong to.
 * @param subsets The addresses with their ports; a Service's endpoints are the union of all subsets.
 */
@ApiType
@Column(name = "Name", path = "metadata.name", format = "name")
@Column(name = "Endpoints", cells = "endpoints")
@Column(name = "Age", path = "metadata.creationTimestamp", otherwise = "<unknown>")
@ApiKind(
        version = "v1",
        plural = "endpoints",
        singular = "endpoints",
        namespaced = true,
        shortNames = "ep",
        verbs = {"create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"})
public record Endpoints(
        @Field(value = 1, always = true) ObjectMeta metadata,
        @Field(value = 2, listType = ListType.ATOMIC) List<EndpointSubset> subsets)
        implements KubeObject {
    public Endpoints {
        subsets = Immutable.list(subsets);
    }

    @Override
    public Kind<Endpoints> kind() {
        return EndpointsType.KIND;
    }

    @Override
    public Endpoints withMetadata(ObjectMeta metadata) {
        return new Endpoints(metadata, subsets);
    }
}

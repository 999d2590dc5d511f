package io.gantry.api.apidiscovery.v2;

import io.gantry.api.meta.v1.GroupVersionKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What discovery tells about a resource.
 *
 * @param resource Resource in the plural, as in URLs, such as pods.
 * @param responseKind Group, version and kind of the objects. The group and version are empty if they are those of the
 *     resource.
 * @param scope Namespaced, or Cluster for a resource without namespaces.
 * @param singularResource Singular of the resource, as commands take it.
 * @param verbs Actions that are supported, such as get, list and watch.
 * @param shortNames Short forms for use with commands, such as po.
 * @param categories Groups of resources it belongs to, such as all.
 * @param subresources Subresources such as status and scale.
 */
@ApiType
public record APIResourceDiscovery(
        @Field(1) @Nullable String resource,
        @Field(2) @Nullable GroupVersionKind responseKind,
        @Field(3) @Nullable String scope,
        @Field(4) @Nullable String singularResource,
        @Field(5) List<String> verbs,
        @Field(6) List<String> shortNames,
        @Field(7) List<String> categories,
        @Field(8) List<APISubresourceDiscovery> subresources) {
    public APIResourceDiscovery {
        verbs = Immutable.list(verbs);
        shortNames = Immutable.list(shortNames);
        categories = Immutable.list(categories);
        subresources = Immutable.list(subresources);
    }
}

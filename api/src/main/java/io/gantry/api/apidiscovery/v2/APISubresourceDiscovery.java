package io.gantry.api.apidiscovery.v2;

import io.gantry.api.meta.v1.GroupVersionKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What discovery tells about a subresource.
 *
 * @param subresource Name of the subresource, such as status.
 * @param responseKind Group, version and kind of what it answers with. May be absent if that is nothing of the kind.
 * @param acceptedTypes Kinds of objects that can be sent to it.
 * @param verbs Actions that are supported, such as get, patch and update.
 */
@ApiType
public record APISubresourceDiscovery(
        @Field(1) @Nullable String subresource,
        @Field(2) @Nullable GroupVersionKind responseKind,
        @Field(3) List<GroupVersionKind> acceptedTypes,
        @Field(4) List<String> verbs) {
    public APISubresourceDiscovery {
        acceptedTypes = Immutable.list(acceptedTypes);
        verbs = Immutable.list(verbs);
    }
}

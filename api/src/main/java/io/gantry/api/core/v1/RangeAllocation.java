package io.gantry.api.core.v1;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.schema.ApiKind;
import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Which values of a range, such as Service IPs or node ports, are taken. Internal to the API server.
 *
 * @param metadata Names the range; its resourceVersion guards against lost updates.
 * @param range The range as text, for example a CIDR.
 * @param data One bit for each value, set when it is taken.
 */
@ApiType
@ApiKind(version = "v1")
public record RangeAllocation(
        @Field(value = 1, always = true) ObjectMeta metadata,
        @Field(2) @Nullable String range,
        @Field(3) @Nullable Bytes data)
        implements KubeObject {
    @Override
    public Kind<RangeAllocation> kind() {
        return RangeAllocationType.KIND;
    }

    @Override
    public RangeAllocation withMetadata(ObjectMeta metadata) {
        return new RangeAllocation(metadata, range, data);
    }
}

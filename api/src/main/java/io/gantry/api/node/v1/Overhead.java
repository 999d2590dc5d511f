package io.gantry.api.node.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;
import io.gantry.api.types.Immutable;
import io.gantry.api.types.Quantity;
import java.util.Map;

/**
 * Resources that running a pod costs on top of its containers.
 *
 * @param podFixed Amounts for each pod of the class, by resource.
 */
@ApiType
public record Overhead(@Field(1) Map<String, Quantity> podFixed) {
    public Overhead {
        podFixed = Immutable.map(podFixed);
    }
}

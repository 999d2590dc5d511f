package io.gantry.program;

import io.gantry.server.api.ObservationOptions;
import io.gantry.server.auth.AccessOptions;
import io.gantry.server.encryption.Encryption;
import io.gantry.server.flowcontrol.FlowOptions;
import org.jspecify.annotations.Nullable;

/**
 * What an operator may say of the API server; what files say of it has been read.
 *
 * @param access who may in besides client certificates and service accounts, and who says what they may do
 * @param observation what is kept of requests
 * @param flow how many requests are served at once
 * @param encryption how the store's entries are encrypted, null for the data directory's own way
 */
public record ApiOptions(
        AccessOptions access,
        ObservationOptions observation,
        FlowOptions flow,
        @Nullable Encryption encryption) {
    /** Nothing of it. */
    public static final ApiOptions NONE =
            new ApiOptions(AccessOptions.NONE, ObservationOptions.NONE, FlowOptions.DEFAULT, null);
}

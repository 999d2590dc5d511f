package io.gantry.server.aggregation;

import io.gantry.server.remote.ClientIdentity;
import java.io.IOException;

/**
 * Where the certificate comes from by which this server shows aggregated servers that it may speak for its users.
 * Thread-safe; asked when the first aggregated server is, and may then make keys.
 */
@FunctionalInterface
public interface FrontProxy {
    /** For an API server whose APIServices lead nowhere. */
    FrontProxy NONE = () -> {
        throw new IOException("this API server has no front-proxy certificate");
    };

    /** The same object until the certificate changes. */
    ClientIdentity identity() throws IOException;
}

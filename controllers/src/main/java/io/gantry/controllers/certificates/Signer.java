package io.gantry.controllers.certificates;

import io.gantry.api.types.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The cluster's certificate authority, as the loops see it. Thread-safe. */
public interface Signer {
    /**
     * What a request asks for.
     *
     * @param request {@code spec.request}: PKCS #10 in PEM
     * @throws IllegalArgumentException when it cannot be read, or is not signed with its own key
     */
    Requested read(Bytes request);

    /**
     * The certificate that a request asks for, in PEM. The caller has made sure that the asker may have it.
     *
     * @param usages by their names in the API; at least one
     * @throws IllegalArgumentException when there is none of such a usage
     */
    Bytes sign(Bytes request, List<String> usages, Duration lifetime);

    /** When the first certificate of a text in PEM ends. */
    Instant end(Bytes certificate);

    /**
     * What a certificate is asked for.
     *
     * @param commonName empty for none
     */
    record Requested(
            String commonName,
            List<String> organizations,
            boolean dnsNames,
            boolean addresses,
            boolean emailAddresses,
            boolean uris) {
        public Requested {
            organizations = List.copyOf(organizations);
        }
    }
}

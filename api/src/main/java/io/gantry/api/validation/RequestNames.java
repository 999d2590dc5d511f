package io.gantry.api.validation;

import io.gantry.api.names.Names;
import io.gantry.api.resource.v1.DeviceClaim;
import io.gantry.api.resource.v1.DeviceRequest;
import io.gantry.api.resource.v1.DeviceSubRequest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The requests of a claim by the names under which its other parts refer to them. Immutable. */
final class RequestNames {
    private static final int MAX_REFERENCES = 32;
    private static final String NO_REQUEST =
            "must be the name of a request in the claim or the name of a request and a subrequest separated by '/'";

    /** For each request the names of its alternatives. */
    private final Map<String, Set<String>> requests;

    private RequestNames(Map<String, Set<String>> requests) {
        this.requests = requests;
    }

    static RequestNames of(DeviceClaim claim) {
        Map<String, Set<String>> requests = new HashMap<>();
        for (DeviceRequest request : claim.requests()) {
            requests.put(
                    request.name(),
                    request.firstAvailable().stream()
                            .map(DeviceSubRequest::name)
                            .collect(Collectors.toSet()));
        }
        return new RequestNames(requests);
    }

    /** The name of a request, perhaps with a slash and that of one of its alternatives. */
    void reference(String name, FieldPath path, FieldErrors errors) {
        String[] parts = name.split("/", -1);
        if (parts.length > 2) {
            errors.invalid(path, name, NO_REQUEST);
            return;
        }
        for (String part : parts) {
            errors.invalid(path, part, Names.dns1123Label(part));
        }
        Set<String> alternatives = requests.get(parts[0]);
        if (alternatives == null || (parts.length == 2 && !alternatives.contains(parts[1]))) {
            errors.invalid(path, name, NO_REQUEST);
        }
    }

    /** Several of them, each once. */
    void references(List<String> names, FieldPath path, FieldErrors errors) {
        if (names.size() > MAX_REFERENCES) {
            errors.tooMany(path, names.size(), MAX_REFERENCES);
            return;
        }
        for (int i = 0; i < names.size(); i++) {
            reference(names.get(i), path.index(i), errors);
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < names.size(); i++) {
            if (!seen.add(names.get(i))) {
                errors.duplicate(path.index(i), names.get(i));
            }
        }
    }
}

package io.gantry.api.validation;

import io.gantry.api.apiregistration.v1.APIService;
import io.gantry.api.apiregistration.v1.APIServiceCondition;
import io.gantry.api.apiregistration.v1.APIServiceSpec;
import io.gantry.api.apiregistration.v1.ServiceReference;
import io.gantry.api.names.Names;
import java.util.List;
import java.util.Objects;

/** Who serves a version of an API group. */
final class ApiServiceRules {
    private static final int HTTPS = 443;

    private ApiServiceRules() {}

    static void apiService(APIService object, FieldErrors errors) {
        APIServiceSpec spec = object.spec();
        String group = Objects.requireNonNullElse(spec.group(), "");
        String version = Objects.requireNonNullElse(spec.version(), "");
        String name = version + "." + group;
        if (!object.name().equals(name) && Names.pathSegment(object.name()).isEmpty()) {
            errors.invalid(
                    FieldPath.METADATA.child("name"),
                    object.name(),
                    "must be `spec.version+\".\"+spec.group`: " + FieldError.quote(name));
        }
        if (group.isEmpty() && !version.equals("v1")) {
            errors.required(
                    FieldPath.SPEC.child("group"), "only v1 may have an empty group and it better be legacy kube");
        }
        errors.invalid(FieldPath.SPEC.child("version"), version, Names.dns1035Label(version));
        trust(spec, errors);
    }

    private static void trust(APIServiceSpec spec, FieldErrors errors) {
        int bundle = spec.caBundle() == null ? 0 : spec.caBundle().size();
        boolean insecure = Boolean.TRUE.equals(spec.insecureSkipTLSVerify());
        FieldPath skip = FieldPath.SPEC.child("insecureSkipTLSVerify");
        ServiceReference service = spec.service();
        if (service == null) {
            if (bundle > 0) {
                errors.invalid(
                        FieldPath.SPEC.child("caBundle"),
                        bundle + " bytes",
                        "local APIServices may not have a caBundle");
            }
            if (insecure) {
                errors.invalid(skip, true, "local APIServices may not have insecureSkipTLSVerify");
            }
            return;
        }
        FieldPath path = FieldPath.SPEC.child("service");
        int port = Objects.requireNonNullElse(service.port(), HTTPS);
        List<String> wrong = Names.portNumber(port);
        if (!wrong.isEmpty()) {
            errors.invalid(path.child("port"), port, "port is not valid: " + String.join(",", wrong));
        }
        if (insecure && bundle > 0) {
            errors.invalid(skip, true, "may not be true if caBundle is present");
        }
    }

    static void status(APIService updated, APIService old, FieldErrors errors) {
        List<APIServiceCondition> conditions = updated.status().conditions();
        for (int i = 0; i < conditions.size(); i++) {
            if (!List.of("True", "False", "Unknown").contains(conditions.get(i).status())) {
                errors.notSupported(
                        FieldPath.STATUS.child("conditions").index(i).child("status"),
                        conditions.get(i).status(),
                        List.of("True", "False", "Unknown"));
            }
        }
    }
}

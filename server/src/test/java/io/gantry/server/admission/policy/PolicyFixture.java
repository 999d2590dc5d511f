package io.gantry.server.admission.policy;

import io.gantry.api.admissionregistration.v1.ValidatingAdmissionPolicy;
import io.gantry.server.admission.AdmissionFixture;

/** A cluster with policies. */
final class PolicyFixture extends AdmissionFixture {
    static final String DEPLOYMENTS = "matchConstraints: {resourceRules: [{apiGroups: [apps], apiVersions: [v1],"
            + " operations: [CREATE, UPDATE], resources: [deployments]}]}";
    static final String MAPS = "matchConstraints: {resourceRules: [{apiGroups: [''], apiVersions: [v1],"
            + " operations: ['*'], resources: [configmaps]}]}";

    ValidatingAdmissionPolicy validating(String name, String spec) {
        return (ValidatingAdmissionPolicy) create(policy("Validating", name, spec));
    }

    /** Never invoked again unless {@code spec} says so. */
    void mutating(String name, String spec) {
        String again = spec.contains("reinvocationPolicy") ? "" : ", reinvocationPolicy: Never";
        create(policy("Mutating", name, spec + again));
    }

    private static String policy(String sort, String name, String spec) {
        return """
                apiVersion: admissionregistration.k8s.io/v1
                kind: %sAdmissionPolicy
                metadata: {name: %s}
                spec: {%s}
                """.formatted(sort, name, spec);
    }

    /** A binding that denies unless {@code rest} says something else. */
    void bindValidating(String name, String policy, String rest) {
        String actions = rest.contains("validationActions") ? "" : ", validationActions: [Deny]";
        create(binding("Validating", name, policy, rest + actions));
    }

    void bindMutating(String name, String policy, String rest) {
        create(binding("Mutating", name, policy, rest));
    }

    private static String binding(String sort, String name, String policy, String rest) {
        String more = rest.isEmpty() || rest.startsWith(",") ? rest : ", " + rest;
        return """
                apiVersion: admissionregistration.k8s.io/v1
                kind: %sAdmissionPolicyBinding
                metadata: {name: %s}
                spec: {policyName: %s%s}
                """.formatted(sort, name, policy, more);
    }

    void deployment(String name, String namespace, int replicas) {
        create("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: %s, namespace: %s}
                spec:
                  replicas: %d
                  selector: {matchLabels: {app: a}}
                  template:
                    metadata: {labels: {app: a}}
                    spec: {containers: [{name: c, image: 'example.com/nginx:latest'}]}
                """.formatted(name, namespace, replicas));
    }
}

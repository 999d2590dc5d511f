package io.gantry.testkit.clients;

/** The definition of a custom kind with a status and a scale, for whichever client. */
final class Gadgets {
    static final String GROUP = "clients.example.com";

    private Gadgets() {}

    /** @param kind of which there is one for each test: definitions are for the whole cluster */
    static String definition(String kind, String plural) {
        return """
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: %2$s.clients.example.com}
                spec:
                  group: clients.example.com
                  scope: Namespaced
                  names: {kind: %1$s, plural: %2$s}
                  versions:
                    - name: v1
                      served: true
                      storage: true
                      subresources:
                        status: {}
                        scale: {specReplicasPath: .spec.size, statusReplicasPath: .status.made}
                      schema:
                        openAPIV3Schema:
                          type: object
                          properties:
                            spec:
                              type: object
                              properties:
                                size: {type: integer, minimum: 0, default: 1}
                            status:
                              type: object
                              properties:
                                made: {type: integer}
                """.formatted(kind, plural);
    }
}

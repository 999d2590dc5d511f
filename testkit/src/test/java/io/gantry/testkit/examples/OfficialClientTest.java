package io.gantry.testkit.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.testkit.GantryCluster;
import io.gantry.testkit.TestUser;
import io.gantry.testkit.junit.GantryTest;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.util.Config;
import org.junit.jupiter.api.Test;

@GantryTest
class OfficialClientTest {
    @Test
    void readersCannotWrite(GantryCluster cluster, ApiClient administrator) throws Exception {
        var settings =
                new V1ConfigMap().metadata(new V1ObjectMeta().name("settings")).putDataItem("colour", "blue");
        new CoreV1Api(administrator)
                .createNamespacedConfigMap("default", settings)
                .execute();
        TestUser reader = cluster.user("reader").withClusterRole("view", "default");

        var api = new CoreV1Api(Config.fromConfig(reader.kubeconfigFile().toString()));

        assertThat(api.readNamespacedConfigMap("settings", "default").execute().getData())
                .containsEntry("colour", "blue");
        assertThatThrownBy(() ->
                        api.deleteNamespacedConfigMap("settings", "default").execute())
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refused -> assertThat(refused.getCode()).isEqualTo(403));
    }
}

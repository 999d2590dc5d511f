package io.gantry.server.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.api.core.v1.PodSpecType;
import io.gantry.api.core.v1.ServiceAccountType;
import io.gantry.api.meta.v1.ObjectMetaType;
import io.gantry.api.status.StatusException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrategicMergeTest {
    private static final Schema POD = RecordSchema.of(PodSpecType.TYPE);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            merges containers by name|{'containers':[{'name':'a','image':'1'},{'name':'b'}]}|{'containers':[{'name':'a','image':'2'}]}|{'containers':[{'name':'a','image':'2'},{'name':'b'}]}
            appends what is new|{'containers':[{'name':'a'}]}|{'containers':[{'name':'c','image':'x'}]}|{'containers':[{'name':'a'},{'name':'c','image':'x'}]}
            deletes an element|{'containers':[{'name':'a'},{'name':'b'}]}|{'containers':[{'name':'a','$patch':'delete'}]}|{'containers':[{'name':'b'}]}
            replaces a list|{'containers':[{'name':'a'},{'name':'b'}]}|{'containers':[{'name':'c'},{'$patch':'replace'}]}|{'containers':[{'name':'c'}]}
            replaces a map|{'nodeSelector':{'a':'1','b':'2'}}|{'nodeSelector':{'$patch':'replace','c':'3'}}|{'nodeSelector':{'c':'3'}}
            empties a map|{'nodeSelector':{'a':'1'}}|{'nodeSelector':{'$patch':'delete'}}|{'nodeSelector':{}}
            null removes|{'hostNetwork':true,'nodeName':'n'}|{'hostNetwork':null}|{'nodeName':'n'}
            null in a new map is nothing|{}|{'nodeSelector':{'a':null,'b':'1'}}|{'nodeSelector':{'b':'1'}}
            replaces a list that is not merged|{'containers':[{'name':'a','args':['1','2']}]}|{'containers':[{'name':'a','args':['3']}]}|{'containers':[{'name':'a','args':['3']}]}
            merges below a merged element|{'containers':[{'name':'a','env':[{'name':'X','value':'1'}]}]}|{'containers':[{'name':'a','env':[{'name':'Y','value':'2'}]}]}|{'containers':[{'name':'a','env':[{'name':'X','value':'1'},{'name':'Y','value':'2'}]}]}
            retains keys|{'volumes':[{'name':'v','emptyDir':{}}]}|{'volumes':[{'$retainKeys':['name','hostPath'],'name':'v','hostPath':{'path':'/x'}}]}|{'volumes':[{'name':'v','hostPath':{'path':'/x'}}]}
            orders|{'containers':[{'name':'a'},{'name':'b'},{'name':'c'}]}|{'$setElementOrder/containers':[{'name':'c'},{'name':'a'}]}|{'containers':[{'name':'b'},{'name':'c'},{'name':'a'}]}
            orders with new ones|{'containers':[{'name':'a'},{'name':'b'}]}|{'$setElementOrder/containers':[{'name':'n'},{'name':'a'},{'name':'b'}],'containers':[{'name':'n'}]}|{'containers':[{'name':'n'},{'name':'a'},{'name':'b'}]}
            """)
    void mergesPodSpecs(String what, String object, String patch, String expected) {
        assertThat(StrategicMerge.apply(POD, Json.map(object), Json.map(patch)))
                .as(what)
                .isEqualTo(Json.map(expected));
    }

    @Test
    void mergesListsOfTextsAsSets() {
        Schema meta = RecordSchema.of(ObjectMetaType.TYPE);
        assertThat(StrategicMerge.apply(
                        meta, Json.map("{'finalizers':['a','b']}"), Json.map("{'finalizers':['b','c']}")))
                .isEqualTo(Json.map("{'finalizers':['a','b','c']}"));
        assertThat(StrategicMerge.apply(
                        meta,
                        Json.map("{'finalizers':['a','b','c']}"),
                        Json.map("{'$deleteFromPrimitiveList/finalizers':['a','c']}")))
                .isEqualTo(Json.map("{'finalizers':['b']}"));
    }

    @Test
    void followsEachListsOwnStrategy() {
        assertThat(StrategicMerge.apply(
                        RecordSchema.of(ServiceAccountType.TYPE),
                        Json.map("{'secrets':[{'name':'x'}],'imagePullSecrets':[{'name':'p'}]}"),
                        Json.map("{'secrets':[{'name':'y'}],'imagePullSecrets':[{'name':'q'}]}")))
                .as("secrets are merged by name, imagePullSecrets replaced")
                .isEqualTo(Json.map("{'secrets':[{'name':'x'},{'name':'y'}],'imagePullSecrets':[{'name':'q'}]}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'containers':[{'image':'x'}]}|does not contain declared merge key: name
            {'nodeSelector':{'$patch':'frob'}}|unknown patch type
            {'$setElementOrder/containers':'x'}|needs a list
            {'volumes':[{'$retainKeys':['name'],'name':'v','hostPath':{}}]}|superset
            """)
    void refusesMalformedPatches(String patch, String message) {
        assertThatThrownBy(() -> StrategicMerge.apply(POD, Json.map("{'nodeSelector':{'a':'b'}}"), Json.map(patch)))
                .isInstanceOf(StatusException.class)
                .hasMessageContaining(message);
    }
}

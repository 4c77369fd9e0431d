package dev.postern.audit.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JudgedValuesTest {

  private final JudgedValues judged = new JudgedValues();

  JudgedValuesTest() {
    add("{'n':1,'t':'a','b':true,'o':{'x':null},'l':[1]}");
    add("{'n':9,'t':'b','b':true,'o':{'x':null},'l':[1,5,9]}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'n':5,'t':'a','b':true,'o':{'x':null},'l':[3,4]}",
        "{'n':1,'t':'b','b':true,'o':{'x':null},'l':[9]}"
      })
  void whatLiesBetweenWhatWasRightIsRight(String data) {
    assertThat(judged.cover(json(data))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'n':0,'t':'a','b':true,'o':{'x':null},'l':[1]}",
        "{'n':10,'t':'a','b':true,'o':{'x':null},'l':[1]}",
        "{'n':1.5,'t':'a','b':true,'o':{'x':null},'l':[1]}",
        "{'n':'1','t':'a','b':true,'o':{'x':null},'l':[1]}",
        "{'n':1,'t':'c','b':true,'o':{'x':null},'l':[1]}",
        "{'n':1,'t':'a','b':false,'o':{'x':null},'l':[1]}",
        "{'n':1,'t':'a','b':true,'o':{},'l':[1]}",
        "{'n':1,'t':'a','b':true,'o':{'x':1},'l':[1]}",
        "{'n':1,'t':'a','b':true,'o':{'x':null},'l':[]}",
        "{'n':1,'t':'a','b':true,'o':{'x':null},'l':[1,2,3,4]}",
        "{'n':1,'t':'a','b':true,'o':{'x':null},'l':[0]}",
        "{'n':1,'t':'a','b':true,'o':{'x':null}}",
        "{'n':1,'t':'a','b':true,'o':{'x':null},'l':[1],'more':1}",
        "[]",
        "null"
      })
  void anythingElseIsToBeJudged(String data) {
    assertThat(judged.cover(json(data))).isFalse();
  }

  @Test
  void ofManyDifferentTextsOnlyTheLengthCounts() {
    for (int i = 10; i < 60; i++) {
      add("{'n':1,'t':'" + i + "','b':true,'o':{'x':null},'l':[1]}");
    }

    assertThat(judged.cover(json("{'n':1,'t':'zz','b':true,'o':{'x':null},'l':[1]}"))).isTrue();
    assertThat(judged.cover(json("{'n':1,'t':'zzz','b':true,'o':{'x':null},'l':[1]}"))).isFalse();
    assertThat(judged.cover(json("{'n':1,'t':'','b':true,'o':{'x':null},'l':[1]}"))).isFalse();
    assertThat(judged.cover(json("{'n':1,'t':'\\u0000','b':true,'o':{'x':null},'l':[1]}")))
        .isFalse();
  }

  private void add(String data) {
    judged.add(json(data));
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}

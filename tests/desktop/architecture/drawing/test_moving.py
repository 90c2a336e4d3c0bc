from resnet_desktop.desktop.architecture.drawing.moving import container_of, end_of, needed_for, step_from
from resnet_desktop.network import LISTING, RESNET50, build
from resnet_desktop.network.drawing import all_expandable, lay_out, stage_names

GRAPH = build(RESNET50)
USUAL = lay_out(GRAPH, stage_names(GRAPH))
DOWN, UP, RIGHT, LEFT = (0, 1), (0, -1), (1, 0), (-1, 0)


def walk(name: str, steps: int) -> list[str]:
    drawing = lay_out(GRAPH, stage_names(GRAPH) | {"3a"})
    names = []
    for _ in range(steps):
        name = step_from(drawing, name, DOWN)
        names.append(name)
    return names


def test_down_follows_the_flow_from_the_input_to_the_classifier() -> None:
    names = [step_from(USUAL, "", DOWN)]
    while (following := step_from(USUAL, names[-1], DOWN)) != names[-1]:
        names.append(following)
    assert names[:5] == ["input", "stem", "2a", "2b", "2c"]
    assert names[-2:] == ["5c", "classifier"]
    assert len(names) == 3 + 16
    back = [names[-1]]
    while (before := step_from(USUAL, back[-1], UP)) != back[-1]:
        back.append(before)
    assert back == names[::-1]


def test_down_goes_through_the_layers_of_an_expanded_block_and_its_addition() -> None:
    assert walk("res3a_branch2b_relu", 5) == ["res3a_branch2c", "bn3a_branch2c", "res3a", "res3a_relu", "3b"]


def test_from_the_shortcut_the_flow_goes_to_the_addition() -> None:
    assert walk("res3a_branch1", 2) == ["bn3a_branch1", "res3a"]


def test_right_and_left_go_to_what_is_drawn_there() -> None:
    assert step_from(USUAL, "3b", LEFT) in {"2a", "2b", "res2a_branch1"}
    assert step_from(USUAL, "4a", RIGHT) == "res4a_branch1"
    assert step_from(USUAL, "5b", RIGHT) == "5b" or step_from(USUAL, "5b", RIGHT) == "res5a_branch1"
    drawing = lay_out(GRAPH, all_expandable(GRAPH))
    assert step_from(drawing, "res4a_branch2b", RIGHT) == "res4a_branch1"


def test_a_frame_leads_to_what_it_holds() -> None:
    assert step_from(USUAL, "stage 4", DOWN) == "4a"
    assert step_from(USUAL, "stage 4", UP) == "3d"
    assert end_of(USUAL, is_last=True) == "classifier"
    assert end_of(USUAL, is_last=False) == "input"


def test_from_every_name_every_way_leads_to_something_that_is_drawn() -> None:
    for graph in (GRAPH, build(LISTING, 32, 2)):
        for expanded in (frozenset[str](), stage_names(graph), stage_names(graph) | {"2a", "3b"}):
            drawing = lay_out(graph, expanded)
            for name in (*drawing.by_name, *drawing.additions_by_name):
                for way in (DOWN, UP, LEFT, RIGHT):
                    assert drawing.place(step_from(drawing, name, way)) is not None


def test_the_container_is_the_frame_around() -> None:
    drawing = lay_out(GRAPH, stage_names(GRAPH) | {"3a"})
    assert container_of(drawing, "res3a_branch2a") == "3a"
    assert container_of(drawing, "res3a") == "3a"
    assert container_of(drawing, "3a") == container_of(drawing, "res3b") == "stage 3"
    assert container_of(drawing, "stage 3") == container_of(drawing, "input") == ""


def test_a_layer_needs_its_stage_and_block() -> None:
    assert needed_for(GRAPH, "res4c_branch2b") == ("stage 4", "4c")
    assert needed_for(GRAPH, "4c") == ("stage 4",)
    assert needed_for(GRAPH, "stage 4") == needed_for(GRAPH, "input") == needed_for(GRAPH, "") == ()
    assert needed_for(GRAPH, "conv1") == ("stem",)
    assert needed_for(GRAPH, "fc1000") == ("classifier",)
    for layer in GRAPH.layers:
        assert lay_out(GRAPH, frozenset(needed_for(GRAPH, layer.name))).place(layer.name) is not None

import unittest
import xml.etree.ElementTree as xml

from tools.train import outcome

SIZE = len(outcome.LABELS)


class OutcomeTests(unittest.TestCase):
    def setUp(self) -> None:
        self.matrix = [[90 if row == column else 0 for column in range(SIZE)] for row in range(SIZE)]
        self.matrix[0][6] = 10

    def test_each_class_has_its_accuracy_and_its_most_frequent_mistake(self) -> None:
        first, *_, last = outcome.lines(self.matrix)

        self.assertRegex(first, r"T-shirt/top +90\.00%, most often taken for Shirt \(10\)")
        self.assertRegex(last, r"all +98\.90%")

    def test_the_picture_has_a_cell_for_each_pair_of_classes(self) -> None:
        picture = xml.fromstring(outcome.picture(self.matrix))

        self.assertEqual(len(picture.findall("{*}rect")), 1 + SIZE * SIZE)
        self.assertIn("10", [text.text for text in picture.findall("{*}text")])

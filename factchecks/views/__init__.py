"""The pages' doors: load through what the person may see, bind the form, call one service, show the answer."""
